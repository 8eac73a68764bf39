"""Reference files that lie beside the project; a test that reads them skips where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(path: str) -> Path:
    """The reference file or folder ``../shared/<path>``; skips the test with a clear message if absent."""
    found = ROOT.parent / "shared" / path
    if not found.exists():
        pytest.skip(f"reference file ../shared/{path} is not beside this checkout")
    return found


def spark() -> None:
    """Skips the test with a clear message where PySpark or Java are absent."""
    from cauce.methods.linkage.installed import missing_for_spark

    if missing_for_spark():
        pytest.skip(missing_for_spark())


def machines(*programs: str) -> None:
    """Skips the file with a clear message where no machine can be booted, or a program is missing
    (tests/dist)."""
    from tests.dist.machine import lacking

    if lacking(*programs):
        pytest.skip(lacking(*programs), allow_module_level=True)
