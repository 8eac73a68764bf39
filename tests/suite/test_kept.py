"""What one process of a run made and the others read, and what whoever reads it counts as having asked."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection

from .kept import kept
from .record import Asked, Recorder, Watch


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A run of its own; gives its folder."""
    monkeypatch.setattr(Recorder, "here", SimpleNamespace(folder=tmp_path))
    return tmp_path


def test_whoever_comes_second_reads_what_the_first_made(run):
    assert kept("a walk", lambda: b"made") == kept("a walk", lambda: b"again") == b"made"
    assert kept("another", lambda: b"other") == b"other"


def test_of_two_who_come_at_once_one_makes_it_and_the_other_waits(run):
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.05)
        return b"made"

    with ThreadPoolExecutor(3) as three:
        read = list(three.map(lambda _: kept("a walk", make), range(3)))
    assert read == [b"made"] * 3 and len(made) == 1


def test_what_could_not_be_made_is_made_by_the_next(run):
    def breaks() -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        kept("a walk", breaks)
    assert kept("a walk", lambda: b"made") == b"made"


def test_another_run_makes_its_own_and_without_a_run_nothing_is_kept(run, tmp_path, monkeypatch):
    assert kept("a walk", lambda: b"of the first run") == b"of the first run"
    (tmp_path / "next").mkdir()
    monkeypatch.setattr(Recorder, "here", SimpleNamespace(folder=tmp_path / "next"))
    assert kept("a walk", lambda: b"of the next") == b"of the next"
    monkeypatch.setattr(Recorder, "here", None)
    assert kept("a walk", lambda: b"by hand") == b"by hand"


def watch() -> Watch:
    """As at the beginning of a test, counting nothing of this process."""
    one = Watch.__new__(Watch)
    one.asked, one.unseen, one.kept, one.shapes = 7, 1, 0.0, {5}
    return one


def test_what_is_asked_for_kept_answers_is_told_by_itself_and_counts_for_the_test_too():
    one = watch()
    with one.by_itself() as told:
        one.asked += 3
        one.unseen += 1
        one.shapes.add(8)
    assert (told.asked, told.unseen, told.shapes) == (3, 1, {8}) and told.seconds >= 0
    assert (one.asked, one.unseen, one.shapes, one.kept) == (10, 2, {5, 8}, 0.0)


def test_whoever_reads_kept_answers_counts_as_having_asked_the_same_in_the_same_time():
    one = watch()
    one.read_again(Asked(3, 1, {8}, 12.5))
    assert (one.asked, one.unseen, one.shapes, one.kept) == (10, 2, {5, 8}, 12.5)


@pytest.mark.django_db
def test_the_statements_of_this_process_are_among_what_is_told():
    with Recorder.here.watch.by_itself() as told, connection.cursor() as cursor:
        cursor.execute("SELECT 41 + 1")
    assert told.asked == 1 and told.shapes <= Recorder.here.watch.shapes
