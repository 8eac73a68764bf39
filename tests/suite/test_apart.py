"""A worker does not carry what only a few tests need (tests/suite/apart.py)."""

from __future__ import annotations

import re
import sys
from types import ModuleType, SimpleNamespace

import pytest

from tests.architecture.reading import is_test, named, short

from .apart import (
    APART,
    LIBRARIES,
    ROOT,
    is_shared,
    of,
    pytest_ignore_collect,
    read,
    read_by_then,
    refuse_more,
)

READS_ALL = re.compile(
    r"^from \S*(\.reading import (.*|\([^)]*)\b(code|tree)\b|\.events import)|\breading\.(code|tree)\(", re.M
)
OF_SOME = re.compile(r"\bcode\(naming=")


def test_nothing_that_a_worker_reads_needs_a_statistical_library(request):
    """Read with everything that this process was given to run."""
    allowed = frozenset() if request.config.getoption("--apart") == "none" else LIBRARIES
    assert request.config.stash[read_by_then] <= allowed


def test_a_test_that_makes_a_worker_read_one_fails_and_those_after_it_do_not():
    stash = pytest.Stash()
    stash[read_by_then] = read() - {"numba"}
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "numba", ModuleType("numba"))
        with pytest.raises(pytest.fail.Exception, match=r"numba.*apart\.py"):
            refuse_more(stash)
        refuse_more(stash)


@pytest.mark.parametrize("place", [place for places in APART.values() for place in places])
def test_what_is_apart_is_there_and_in_one_process_alone(place):
    assert (ROOT / place).exists()
    assert [name for name, places in APART.items() if place in places] == [of(ROOT / place)]
    assert of(ROOT / "tests/suite/test_apart.py") == ""
    assert not is_shared(f"{place}::test_it") and is_shared("tests/suite/test_apart.py::test_it")


@pytest.mark.parametrize(
    ("chosen", "looked_into"),
    [("", True), ("none", False), ("journeys", True), ("estimation", True), ("reading", True)],
)
def test_those_that_share_do_not_look_into_a_folder_that_is_apart_as_a_whole(chosen, looked_into):
    """Its conftest would bring a browser; of the others, one has a file of that folder."""
    config = SimpleNamespace(getoption=lambda name: chosen)
    assert (pytest_ignore_collect(ROOT / "tests/journeys", config) is None) is looked_into
    assert pytest_ignore_collect(ROOT / "tests/architecture", config) is None


def reads_all(text: str) -> bool:
    """Whether a file of tests holds the whole program as trees."""
    return bool(READS_ALL.search(text)) and not OF_SOME.search(text)


def test_whoever_holds_the_whole_program_as_trees_runs_apart():
    tests = [path for path in named(".py") if is_test(path) and path.name.startswith("test_")]
    holding = {short(path) for path in tests if reads_all(path.read_text(encoding="utf-8"))}
    assert {of(ROOT / path) for path in holding} == {"reading"}, holding
    assert len(holding) > 10
    assert reads_all("from tests.architecture.reading import ROOT, code, short\n")
    assert not reads_all("from .reading import code\nfor path, module in code(naming=('plan',)):\n")
