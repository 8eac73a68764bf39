"""A run says how much is done and about how long the rest takes, and names what failed by luck."""

from __future__ import annotations

import pytest

from .progress import Progress, duration, left


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59, "59 s"), (61, "1 min 01 s"), (719.8, "12 min 00 s"), (600, "10 min 00 s")],
)
def test_a_duration_is_said_as_a_person_says_it(seconds, said):
    assert duration(seconds) == said


def test_nothing_is_promised_before_a_twentieth_is_done():
    assert left(10, 4, 100) is None and left(10, 0, 0) is None


def test_the_rest_takes_as_long_as_the_pace_so_far_says():
    assert left(60, 25, 100) == 180
    assert left(60, 120, 100) == 0, "the table was out of date: nothing is left"


def test_a_line_says_the_share_the_tests_and_the_rest(monkeypatch):
    stands = Progress(None)
    stands.table = {}
    stands.expect([f"a.py::test_{n}" for n in range(10)])
    stands.ended, stands.done = 5, stands.all / 2
    assert stands.line(30) == " 50 % · 5 of 10 tests · 30 s · about 30 s left"


def test_what_several_workers_have_read_counts_once():
    stands = Progress(None)
    stands.table = {}
    for ids in (["a.py::test_0", "b.py::test_0"], ["a.py::test_0", "c.py::test_0"]):
        stands.expect(ids)
    assert stands.line(1).split(" · ")[1] == "0 of 3 tests"
    assert stands.all == 3 * stands._seconds("a.py::test_0")


LUCKY = """
from pathlib import Path

def test_passes_the_second_time(tmp_path_factory):
    mark = Path({mark!r})
    seen = mark.exists()
    mark.touch()
    assert seen

def test_fails_always():
    assert False
"""


def test_a_test_that_passes_when_asked_again_is_a_failure_that_names_luck(pytester_run, tmp_path):
    said = pytester_run(LUCKY.format(mark=str(tmp_path / "mark")))
    assert "2 failed" in said
    lines = [line for line in said.splitlines() if line.startswith("./test '")]
    assert len(lines) == 2
    assert "luck, a fault to be found" in lines[0] and "luck" not in lines[1]


@pytest.fixture
def pytester_run(tmp_path):
    """Runs a small file of tests in a process of its own with the plugins of this folder."""
    import os
    import subprocess
    import sys

    from .record import ROOT

    def run(text: str) -> str:
        (tmp_path / "test_small.py").write_text(text)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:django",
            "-p",
            "no:cacheprovider",
        ]
        command += ["-p", "no:playwright", "-c", "/dev/null", "--rootdir", str(tmp_path)]
        command += ["-p", "tests.suite.reporting", str(tmp_path / "test_small.py")]
        given = {**os.environ, "PYTHONPATH": str(ROOT), "CAUCE_VAR": str(tmp_path / "var")}
        given.pop("PYTEST_XDIST_WORKER", None)
        given.pop("PYTEST_ADDOPTS", None)
        return subprocess.run(command, capture_output=True, text=True, env=given, cwd=tmp_path).stdout

    return run
