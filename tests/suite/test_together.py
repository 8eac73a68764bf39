"""Checks run beside the tests: whatever fails is named with the line that runs it alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django import fixtures

from . import together
from .apart import APART
from .together import Part, check, main, workers


@pytest.fixture
def parts(monkeypatch):
    """The checks and the tests stand still; what each answers is the test's to say."""
    answers = {"tests": [Part("tests", True, 61.0, "./test PATH")], "checks": []}
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
    parts[where] = [bad]
    assert main([]) == 1
    assert "error: no such name" in capsys.readouterr().out


def test_one_worker_more_than_there_are_cores_and_the_variable_says_otherwise(monkeypatch):
    monkeypatch.delenv("TEST_WORKERS", raising=False)
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0})
    assert workers() == 2
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(64)))
    assert workers() == 8
    monkeypatch.setenv("TEST_WORKERS", "3")
    assert workers() == 3


@pytest.fixture
def ran(monkeypatch):
    """The arguments of each run of pytest."""
    runs: list[list[str]] = []

    def run(name, arguments):
        runs.append(arguments)
        return Part(name, True, 1.0, "")

    monkeypatch.setattr(together, "pytest", run)
    monkeypatch.setattr(together, "workers", lambda: 2)
    return runs


def test_what_needs_much_memory_runs_apart_and_nothing_is_run_twice(ran):
    together.tests([])
    assert ran[:2] == [["-n", "2", "--apart", "none"], ["-n", "2", "--apart", "journeys"]]
    assert sorted(ran[2:]) == [["--apart", name] for name in ("comparing", "estimation", "paper", "reading")]


def test_what_is_named_is_run_as_it_is_named(ran):
    together.tests(["cauce/intake/kits"])
    assert ran == [["-n", "2", "cauce/intake/kits"]]


def test_on_postgresql_the_parts_are_the_same(ran):
    together.tests(["--what-differs"])
    assert [one[-1] for one in ran] == ["--what-differs"] * 6


def test_what_runs_side_by_side_has_a_database_of_its_own(monkeypatch):
    """pytest-django puts the word behind the name of the test database, on either engine."""
    told = []

    def started(command, env, **_):
        told.append(env.get(together.OF_ITS_OWN))
        return SimpleNamespace(returncode=0)

    monkeypatch.delenv(together.OF_ITS_OWN, raising=False)
    monkeypatch.setattr(together.subprocess, "run", started)
    for name in ("tests", *APART):
        together.pytest(name, [])
    assert told == [None, *APART]
    assert together.OF_ITS_OWN in Path(fixtures.__file__).read_text("utf-8")
