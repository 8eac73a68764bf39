"""Whether the clock of this server can be believed, as far as that can be seen from here.

No other machine is asked. What was written down later than now, a database on another machine, and a jump
while this process lives tell of a wrong clock; one that was wrong at the start and runs ahead is seen by
none of them: that is what NTP is for.
"""

from __future__ import annotations

import datetime as dt
import time

from django.db import connection
from django.utils import timezone

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal import integrity

bad_input = BadInputs(__file__)

WHERE = "timedatectl"
MOST = dt.timedelta(minutes=1)


def _since_boot() -> float:
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)


_AT_START = _since_boot()


def wrong(at: dt.datetime) -> BadInput | None:
    """What tells that the clock, which says ``at``, is off by more than a minute; None: nothing does."""
    last = integrity.last_entry_at()
    if last is not None and last - at > MOST:
        return bad_input("the_clock_is_behind_what_was_written", where=WHERE, minutes=_minutes(last - at))
    jumped = dt.timedelta(seconds=_since_boot() - _AT_START)
    if abs(jumped) > MOST:
        return bad_input("the_clock_jumped", where=WHERE, minutes=_minutes(jumped))
    apart = from_database()
    if abs(apart) > MOST:
        return bad_input("the_clock_is_not_that_of_the_database", where=WHERE, minutes=_minutes(apart))
    return None


def from_database() -> dt.timedelta:
    """How far the clock of the database is ahead of this one; nothing where it is a file of this machine."""
    if connection.vendor != "postgresql":
        return dt.timedelta()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0] - timezone.now()


def _minutes(apart: dt.timedelta) -> int:
    return round(abs(apart).total_seconds() / 60)
