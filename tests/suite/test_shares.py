"""Of the whole suite every file is read by exactly one worker, and each has about as much to do."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from . import apart, durations, shares
from .durations import Row
from .order import DIVISIBLE
from .record import ROOT
from .shares import EVERYBODYS, Reading, edges, share_of

FILES = st.from_regex(r"(cauce|tests)/[a-d]{1,3}/test_[a-d]{1,2}\.py", fullmatch=True)
TABLES = st.dictionaries(FILES, st.builds(Row, st.just(3), st.floats(0, 90)))


@given(TABLES, st.integers(1, 8), st.lists(FILES))
def test_whatever_is_there_is_in_one_share_and_shares_follow_the_order_of_the_paths(table, of, new):
    cuts = edges(table, of)
    assert len(cuts) < of and cuts == sorted(cuts)
    found = [share_of(file, cuts) for file in sorted([*table, *new])]
    assert found == sorted(found) and set(found) <= set(range(of))


@given(TABLES, st.integers(1, 8))
def test_each_share_is_off_an_even_part_by_the_longest_file_at_most(table, of):
    """Since none is cut: half of it at either end."""
    cuts = edges(table, of)
    took = dict.fromkeys(range(of), 0.0)
    for file, row in table.items():
        took[share_of(file, cuts)] += row.seconds
    longest = max((row.seconds for row in table.values()), default=0.0)
    assert all(abs(part - sum(took.values()) / of) <= longest + 1e-6 for part in took.values())


@pytest.mark.parametrize("of", [2, 3, 8])
def test_no_worker_has_much_more_to_do_than_another(of):
    """By the longest file at most, since none is cut."""
    table = durations.read()
    cuts = edges(table, of)
    took = dict.fromkeys(range(of), 0.0)
    own = [file for file in table if not file.startswith(EVERYBODYS) and not apart.of(ROOT / file)]
    for file in own:
        took[share_of(file, cuts)] += table[file].seconds
    assert max(took.values()) - min(took.values()) <= max(table[file].seconds for file in own)


def read_by(number: int, of: int) -> set[str]:
    """Which of the suite's files that worker reads."""
    reading = Reading(number, of)
    return {file for file in durations.read() if reading.pytest_ignore_collect(ROOT / file) is None}


def test_every_file_is_read_once_but_what_everybody_reads():
    read = [read_by(number, 3) for number in range(3)]
    assert set.union(*read) == set(durations.read())
    everybodys = {file for file in durations.read() if file.startswith(EVERYBODYS)}
    assert read[0] & read[1] == read[0] & read[2] == read[1] & read[2] == everybodys
    assert everybodys > set(DIVISIBLE)


def test_folders_are_looked_into_by_everybody():
    assert Reading(0, 3).pytest_ignore_collect(ROOT / "tests" / "security") is None


@pytest.mark.parametrize(
    ("number", "chosen", "differs", "shared"),
    [
        ("gw2", "none", False, True),
        ("gw3", "none", False, False),  # it takes the place of one that broke down
        ("gw0", "journeys", False, False),
        ("gw0", "", False, False),
        ("gw0", "none", True, False),
    ],
)
def test_only_the_whole_suite_on_sqlite_is_shared_out(number, chosen, differs, shared):
    plugins: list[str] = []
    config = SimpleNamespace(
        workerinput={"workerid": number, "workercount": 3},
        getoption={"--apart": chosen, "--what-differs": differs}.get,
        pluginmanager=SimpleNamespace(register=lambda plugin, name: plugins.append(name)),
    )
    shares.pytest_configure(config)
    assert plugins == ["share"] * shared


def test_whoever_hands_the_tests_out_reads_nothing():
    shares.pytest_configure(SimpleNamespace())
