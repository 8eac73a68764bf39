"""Sessions made anew, the order of the journal, and deadlines on difficult days."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

# start (true time), amount, unit, zone of the post, and the local end that the post lives by.
DAYS = (
    ("the night before summer time, Houston", "2026-03-08T05:30:00+00:00", 1, "days",
     "America/Chicago", "2026-03-08T23:59:00-05:00"),
    ("the day summer time begins, 24 h elapsed", "2026-03-07T22:00:00+00:00", 24, "hours",
     "America/Chicago", "2026-03-08T17:00:00-05:00"),
    ("the day winter time begins, New York", "2026-11-01T03:30:00+00:00", 1, "days",
     "America/New_York", "2026-11-01T23:59:00-05:00"),
    ("Arizona has no summer time", "2026-07-02T06:30:00+00:00", 1, "days",
     "America/Phoenix", "2026-07-02T23:59:00-07:00"),
    ("late at night in Los Angeles is another day in UTC", "2026-06-02T05:30:00+00:00", 0,
     "working_days", "America/Los_Angeles", "2026-06-01T23:59:00-07:00"),
    ("29 February and a year", "2028-02-29T18:00:00+00:00", 1, "years",
     "America/Chicago", "2029-02-28T23:59:00-06:00"),
    ("the evening of 28 February in a leap year", "2028-02-29T03:00:00+00:00", 1, "days",
     "America/Denver", "2028-02-29T23:59:00-07:00"),
    ("the last night of the year", "2027-01-01T04:00:00+00:00", 1, "days",
     "America/Chicago", "2027-01-01T23:59:00-06:00"),
    ("working days over the end of the year", "2026-12-31T23:00:00+00:00", 1, "working_days",
     "America/Chicago", "2027-01-04T18:00:00-06:00"),
)  # fmt: skip


def again(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """A new session for each of these of the cast, by the clock of this process."""
    from tests.cast import PASSWORD

    from .signing import sessions

    names = list(names)
    return dict(zip(names, sessions(names, PASSWORD), strict=True))


def numbers(_: Any) -> dict[str, Any]:
    """Whether every chain counts without a gap, and how many instants go back."""
    from cauce.journal.models import Chain, Entry

    whole, backwards = True, 0
    for chain in Chain.objects.all():
        rows = list(
            Entry.objects.filter(chain=chain.name).order_by("number").values_list("number", "at")
        )
        whole &= [number for number, _ in rows] == list(range(1, len(rows) + 1))
        backwards += sum(b < a for (_, a), (_, b) in zip(rows, rows[1:], strict=False))
    return {"whole": whole, "backwards": backwards}


def days(_: Any) -> list[dict[str, Any]]:
    """The end of each period by the rules; broken «naive», as a server in UTC would count it."""
    import datetime as dt

    from cauce.rules import dates

    found = []
    for what, start, amount, unit, zone, expected in DAYS:
        tz = dates.zone("UTC" if os.environ.get("FAULTS_BREAK") == "naive" else zone)
        end = dates.add(dt.datetime.fromisoformat(start), amount, unit, tz)
        known = dt.datetime.fromisoformat(expected)
        found.append({"what": what, "found": end.timestamp(), "expected": known.timestamp()})
    return found
