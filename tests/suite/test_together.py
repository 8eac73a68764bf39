"""Checks run beside the tests: whatever fails is named with the line that runs it alone."""

from __future__ import annotations

import pytest

from . import together
from .together import Part, check, main, workers


@pytest.fixture
def parts(monkeypatch):
    """The checks and the tests stand still; what each answers is the test's to say."""
    answers = {"tests": Part("tests", True, 61.0, "./test PATH"), "checks": []}
    monkeypatch.setattr(together, "tests", lambda arguments: answers["tests"])
    monkeypatch.setattr(together, "checks", lambda: answers["checks"])
    return answers


def test_a_check_that_fails_says_what_it_said_and_how_to_run_it_alone():
    failed = check("imports", ("no-such-program", "--strict", "a b"))
    assert not failed.well and failed.said
    assert str(failed).endswith(".venv/bin/no-such-program --strict 'a b'")


def test_a_check_that_passes_is_one_short_line():
    assert str(Part("mypy", True, 41.0, ".venv/bin/mypy")) == "mypy         ok              41 s"


def test_everything_passed_is_success(parts, capsys):
    parts["checks"] = [Part("ruff", True, 1.0, "")]
    assert main([]) == 0
    assert "tests        ok        1 min 01 s" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["tests", "checks"])
def test_one_part_that_failed_fails_the_whole(parts, where, capsys):
    bad = Part("mypy", False, 3.0, ".venv/bin/mypy", "error: no such name")
    parts[where] = bad if where == "tests" else [bad]
    assert main([]) == 1
    assert "error: no such name" in capsys.readouterr().out


def test_one_core_is_one_worker_and_the_variable_says_otherwise(monkeypatch):
    monkeypatch.delenv("TEST_WORKERS", raising=False)
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0})
    assert workers() == 1
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(64)))
    assert workers() == 8
    monkeypatch.setenv("TEST_WORKERS", "3")
    assert workers() == 3
