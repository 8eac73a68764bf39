"""The table of durations knows every file of tests, and its sum stays within the budget."""

from __future__ import annotations

import pytest

from . import record
from .durations import LIMIT, PARTS, Row, read, renewed, write

ROOT = record.ROOT
BEFORE = {"a.py": Row(2, 5.0), "b.py": Row(1, 9.0)}


def ran(id: str, seconds: float, tree: str = "") -> record.Test:
    return record.Test(id, tree, seconds, 0, ())


def test_every_file_of_tests_has_a_row():
    """Mend: run those files with ./test, then ``.venv/bin/python -m tests.suite.durations``."""
    files = {
        file.relative_to(ROOT).as_posix()
        for part in ("cauce", "tests")
        for file in (ROOT / part).rglob("test_*.py")
    }
    table = read()
    assert sorted(files - set(table)) == []
    assert sorted(set(table) - files) == []


def test_all_tests_together_stay_within_their_budget():
    """Mend: make the slowest files cheaper (the table has them first), or agree on another limit."""
    assert sum(row.seconds for row in read().values()) <= LIMIT


@pytest.mark.parametrize("part", PARTS)
def test_the_parts_that_would_grow_first_stay_within_theirs(part):
    rows = [row for file, row in read().items() if file.startswith(part)]
    assert rows and sum(row.seconds for row in rows) <= PARTS[part]


def test_what_ran_takes_the_place_of_its_row_and_of_no_other():
    now = renewed(BEFORE, [ran("a.py::x", 1.0), ran("a.py::y", 2.0)], exists=lambda file: True)
    assert now == {"a.py": Row(2, 3.0), "b.py": Row(1, 9.0)}


def test_a_test_that_was_renamed_counts_once():
    remembered = [ran("a.py::old", 4.0, "before"), ran("a.py::x", 1.0, "now"), ran("a.py::new", 4.5, "now")]
    assert renewed(BEFORE, remembered, exists=lambda file: True)["a.py"] == Row(2, 5.5)


def test_a_file_that_is_gone_loses_its_row():
    assert renewed(BEFORE, [], exists=lambda file: file == "a.py") == {"a.py": Row(2, 5.0)}


def test_the_table_is_read_as_it_was_written_the_slowest_first(tmp_path):
    table = tmp_path / "durations.csv"
    write(BEFORE, table)
    assert table.read_text().splitlines() == ["file,tests,seconds", "b.py,1,9.0", "a.py,2,5.0"]
    assert read(table) == BEFORE
    assert read(tmp_path / "none.csv") == {}


@pytest.mark.parametrize("file", ["a.py", "b.py"])
def test_a_run_of_another_file_leaves_a_row_as_it_was(file):
    other = {"a.py": "b.py", "b.py": "a.py"}[file]
    assert renewed(BEFORE, [ran(f"{other}::x", 1.0)], exists=lambda file: True)[file] == BEFORE[file]
