"""What is due about the legal options of a case: a date that is near."""

from __future__ import annotations

import datetime as dt

from cauce.cases import access_routes
from cauce.cases.actions import remind_of_dates
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM


def dates_told(at: dt.datetime, each: Each) -> int:
    """A date of a route is near: whoever works on the case is told, once for each stage."""
    due = access_routes.to_remind(at.date())
    return each(due, lambda case: remind_of_dates(actor=SYSTEM, case=case, at=at))
