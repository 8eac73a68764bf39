"""How old an entry's last check is, derived when read; an old entry is shown, and shown as old.

How many days a check holds is the content's parameter ``directory-freshness``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.loader import load_edition, parameter_on
from cauce.protocol.editions.access import current_edition

STATES = ("current", "stale", "never")


@dataclass(frozen=True, slots=True)
class Freshness:
    """``state``: current, stale, or never (nobody said when it was checked: ``checked_on`` None)."""

    state: str
    checked_on: dt.date | None = None
    by: str = ""  # the role that checked it; "source" when the imported file says so

    @property
    def rank(self) -> int:
        return STATES.index(self.state)


def oldest_current(on: dt.date) -> dt.date:
    """The earliest date of a check that still counts as current on a day."""
    days = parameter_on(current_edition(), "directory-freshness", on).value
    return on - dt.timedelta(days=int(days))


def freshness(
    assured: dt.date | None, verified: dt.date | None, role: str, on: dt.date, since: dt.date
) -> Freshness:
    """From the later of what the source and the network say; a date to come counts as ``on``.

    ``since`` is ``oldest_current(on)``, worked out once for many entries.
    """
    known = [(min(day, on), by) for day, by in ((assured, "source"), (verified, role)) if day]
    if not known:
        return Freshness("never")
    day, by = max(known)
    return Freshness("current" if day >= since else "stale", day, by)


def capacity_since(on: dt.date) -> dt.date:
    """The earliest day on which what was said of free places still counts."""
    days = parameter_on(current_edition(), "capacity-freshness", on).value
    return on - dt.timedelta(days=int(days))


def sharing_since(on: dt.date) -> dt.date:
    """The earliest day on which what a service said that it shares still counts.

    A house's own edition of before this was asked has no number for it: that of the program holds.
    """
    held, name = current_edition(), "sharing-freshness"
    days = parameter_on(held if name in held.parameters else load_edition(), name, on).value
    return on - dt.timedelta(days=int(days))


def free_now(free: int | None, at: dt.datetime | None, since: dt.date) -> int | None:
    """Places free, when that was said since that day; None: nobody said, or long ago."""
    return free if free is not None and at is not None and at.date() >= since else None
