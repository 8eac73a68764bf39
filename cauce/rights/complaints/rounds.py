"""What is due about complaints: dates that passed unmet, and providers or interpreters that come back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rights.complaints import access
from cauce.rights.complaints.actions import chase, signal
from cauce.rights.complaints.rules import URGENT
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.offices.access import day_at


def voices_chased(at: dt.datetime, each: Each) -> int:
    """Each date is told once; what is urgent and nobody read is told again every day until somebody does."""
    return each(access.unended(), lambda one: _chase(one, at))


def voices_signalled(at: dt.datetime, each: Each) -> int:
    """How many providers or interpreters came back in complaints; each is told once."""
    last = {group[-1]: group for group, _ in access.patterns(at)}
    return each(last, lambda one: _signal(last[one], at))


def _chase(one: Any, at: dt.datetime) -> int:
    step = access.late_step(one, at)
    if not step:
        return 0
    key = f"complaint_{step}:{one.id}"
    if step == "acknowledge" and one.category in URGENT:
        # The hour it came, they were told; from the next day on, each day.
        if day_at(None, at) == day_at(None, one.filed_at):
            return 0
        key = f"{key}:{day_at(None, at)}"
    if notices.exists(key):
        return 0
    chase(actor=SYSTEM, complaint=one, key=key, at=at)
    return 1


def _signal(group: list[Any], at: dt.datetime) -> int:
    key = f"complaint_signal:{group[-1].id}"
    if notices.exists(key):
        return 0
    signal(actor=SYSTEM, group=group, key=key, at=at)
    return 1
