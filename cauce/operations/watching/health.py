"""Whether this server works, and what is wrong with it, in words that tell of no person and no post.

What stops the work makes it «not ready»: database, changes that lack, keys, the loop, a full disk. The rest
(clock, backups, anchors, messages that wait, a disk that fills) is told to whoever looks after it.
"""

from __future__ import annotations

import datetime as dt
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from cauce.content.errors import BadInputs, Bilingual
from cauce.custody.journal import integrity
from cauce.custody.journal.anchors import EVERY as ANCHORED_EVERY
from cauce.custody.keystore import store
from cauce.operations import clock, disk_reserve
from cauce.operations.migrating import lacking
from cauce.staff.notices import access as notices

from . import numbers

bad_input = BadInputs(__file__)

SILENT = dt.timedelta(minutes=10)  # the loop runs every half minute; a long round takes a few
WAITS = dt.timedelta(minutes=15)
BACKUP = dt.timedelta(hours=1)  # the timer makes one every quarter of an hour
ANCHOR = 2 * ANCHORED_EVERY
REMEMBERED = 5.0  # seconds: whoever asks without end costs nothing more


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that is wrong. ``stops``: nobody can work, or nobody is told what is due."""

    name: str
    problem: Bilingual
    stops: bool

    def as_json(self) -> dict[str, object]:
        return {"name": self.name, "stops": self.stops, **self.problem.as_json()}


Check = Callable[[dt.datetime], Bilingual | None]


def _database(at: dt.datetime) -> Bilingual | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return bad_input("the_database_did_not_answer", where="DATABASE_URL")
    return None


_whole = ()


def _migrations(at: dt.datetime) -> Bilingual | None:
    """Read in full once; then the database only has to be what it was when nothing lacked."""
    global _whole
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM django_migrations")
        state = cursor.fetchone()
    if state == _whole:
        return None
    if _whole and state > _whole:
        return bad_input("the_database_is_of_another_version", where="DATABASE_URL")
    if left := lacking():
        return bad_input("the_database_lacks_changes", where="DATABASE_URL", count=len(left))
    _whole = state
    return None


def _keys(at: dt.datetime) -> Bilingual | None:
    try:
        store.check_root()
    except Bilingual as problem:
        return problem
    return None


def _loop(at: dt.datetime) -> Bilingual | None:
    ended = numbers.told()["round ended"]
    if not ended:
        return bad_input("the_loop_never_ran", where="cauce tick")
    silent = at.timestamp() - ended
    if silent > SILENT.total_seconds():
        return bad_input("the_loop_is_silent", where="cauce tick", minutes=round(silent / 60))
    return None


def _queue(at: dt.datetime) -> Bilingual | None:
    count, since = notices.queue(at)
    if since is None or at - since <= WAITS:
        return None
    return bad_input("messages_wait", where="cauce tick", count=count, minutes=_minutes(at - since))


def _full(at: dt.datetime) -> Bilingual | None:
    return bad_input("the_disk_is_full", where=str(settings.VAR)) if disk_reserve.given_up() else None


def _disk(at: dt.datetime) -> Bilingual | None:
    usage = shutil.disk_usage(settings.VAR)
    if usage.used <= disk_reserve.NEARLY * usage.total:
        return None
    percent = 100 * usage.used // usage.total
    return bad_input("the_disk_fills_up", where=str(settings.VAR), percent=percent, free=usage.free >> 20)


def _backup(at: dt.datetime) -> Bilingual | None:
    if settings.DEMO:  # of invented people none is made
        return None
    last = integrity.last_read_at("backup.make")
    if last is None:
        return bad_input("there_is_no_backup", where="cauce backup")
    if at - last > BACKUP:
        return bad_input("the_backup_is_old", where="cauce backup", minutes=_minutes(at - last))
    return None


def _anchors(at: dt.datetime) -> Bilingual | None:
    _, last = integrity.remembered()
    since = last or integrity.began_at()
    if since is None or at - since <= ANCHOR:
        return None
    if last is None:
        return bad_input("there_is_no_anchor", where="JOURNAL_ANCHORS")
    return bad_input("the_anchor_is_old", where="JOURNAL_ANCHORS", minutes=_minutes(at - since))


def _minutes(span: dt.timedelta) -> int:
    return round(span.total_seconds() / 60)


# The first that fails hides those that ask the same thing; name, whether it stops the work, check.
FIRST: tuple[tuple[str, bool, Check], ...] = (
    ("database", True, _database),
    ("migrations", True, _migrations),
)
THEN: tuple[tuple[str, bool, Check], ...] = (
    ("keys", True, _keys),
    ("loop", True, _loop),
    ("full", True, _full),
    ("disk", False, _disk),
    ("queue", False, _queue),
    ("clock", False, clock.wrong),
    ("backup", False, _backup),
    ("anchors", False, _anchors),
)
NAMES = tuple(name for name, _, _ in (*FIRST, *THEN))


def causes(at: dt.datetime) -> list[Cause]:
    """What is wrong at this instant; empty: nothing that can be seen from here."""
    for name, stops, check in FIRST:
        if problem := check(at):
            return [Cause(name, problem, stops)]
    return list(_others(at))


def _others(at: dt.datetime) -> Iterator[Cause]:
    for name, stops, check in THEN:
        try:
            problem = check(at)
        except (DatabaseError, OSError):
            # It worked a moment ago: whatever it is, this cannot be said to be well.
            problem = bad_input("it_could_not_be_looked_at", where=name)
        if problem:
            yield Cause(name, problem, stops)


_lock = threading.Lock()
_last: tuple[float, list[Cause]] | None = None


def now() -> list[Cause]:
    """``causes`` of this moment, at most five seconds old."""
    global _last
    with _lock:
        if _last is None or time.monotonic() - _last[0] > REMEMBERED:
            _last = time.monotonic(), causes(timezone.now())
        return _last[1]


def is_ready(found: list[Cause]) -> bool:
    return not any(one.stops for one in found)
