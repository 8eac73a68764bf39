"""Houston in its first weeks: adopted sixty days ago, everybody assigned since then."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from cauce.staff.offices.models import Assignment
from cauce.staff.readiness import access
from cauce.staff.readiness.actions import adopt

NOW = dt.datetime(2026, 5, 4, 10, tzinfo=ZoneInfo("America/Chicago"))
TODAY = NOW.date()


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def houston(cast):
    """The cast, with Houston adopted; ``task`` says how one action stands there."""
    Assignment.objects.filter(post=cast.houston).update(starts_on=days(-60))
    adopt(actor=cast.aurora.actor, post=cast.houston, on=days(-60), at=NOW)

    def task(action: str, at: dt.datetime = NOW) -> access.Task:
        return next(one for one in access.tasks(cast.houston, at) if one.action == action)

    return SimpleNamespace(post=cast.houston, cast=cast, task=task)
