"""Which version of the program made a figure."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path


@cache
def version() -> str:
    """The version of Cauce, as its package says; where it runs from a folder, as the folder says."""
    try:
        return installed("cauce")
    except PackageNotFoundError:
        told = Path(__file__).resolve().parents[3] / "pyproject.toml"
        return str(tomllib.loads(told.read_text("utf-8"))["project"]["version"])
