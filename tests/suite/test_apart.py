"""A worker does not carry what only a few tests need (tests/suite/apart.py)."""

from __future__ import annotations

import pytest

from .apart import APART, LIBRARIES, ROOT, of, read_by_then


def test_nothing_that_a_worker_reads_needs_a_statistical_library(request):
    """Read with everything that this process was given to run."""
    if request.config.getoption("--apart") == "none":
        assert request.config.stash[read_by_then] == frozenset()
    else:
        assert request.config.stash[read_by_then] <= LIBRARIES


@pytest.mark.parametrize("place", [place for places in APART.values() for place in places])
def test_what_is_apart_is_there_and_in_one_process_alone(place):
    assert (ROOT / place).exists()
    assert [name for name, places in APART.items() if place in places] == [of(ROOT / place)]
    assert of(ROOT / "tests/suite/test_apart.py") == ""
