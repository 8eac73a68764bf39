"""What only a linkage needs, imported when it runs; where it is absent, which file installs it."""

from __future__ import annotations

import importlib
import shutil
from types import ModuleType

from cauce.methods.errors import BadInputs

bad_input = BadInputs(__file__)

FILES = {"duckdb": "requirements/linkage.txt", "spark": "requirements/spark.txt"}


def need(module: str, backend: str) -> ModuleType:
    """A module. Raises BadInput, with the file to install, where it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError as problem:
        package, file = module.split(".")[0], FILES[backend]
        raise bad_input("linking_lists_needs_package", where=backend, package=package, file=file) from problem


def missing_for_spark() -> str:
    """What Spark lacks here, in a sentence; '' when it can run."""
    try:
        importlib.import_module("pyspark")
    except ImportError:
        return f"PySpark is not installed ({FILES['spark']})."
    return "" if shutil.which("java") else "There is no Java (17 or later), which Spark needs."
