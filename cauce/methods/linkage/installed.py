"""What only a linkage needs, imported when it runs."""

from __future__ import annotations

import importlib
import shutil
from types import ModuleType

from cauce.methods import extras

EXTRA = {"duckdb": "linkage", "spark": "spark"}  # of each engine


def need(module: str, backend: str) -> ModuleType:
    """A module. Raises BadInput, with what to install, where the extra of that engine is not here."""
    extras.need(EXTRA[backend])
    return importlib.import_module(module)


def missing_for_spark() -> str:
    """What Spark lacks here, in a sentence; '' when it can run."""
    if problem := extras.lacking("spark"):
        return problem.text("en")
    return "" if shutil.which("java") else "There is no Java (17 or later), which Spark needs."
