"""What is due about the telephone at night: calls nobody took up, call-backs, and holes in the roster."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from cauce.custody.features import Each
from cauce.intake.calls import access
from cauce.intake.calls.actions import chase_back, erase, escalate
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.actions import tell_holes


def calls_escalated(at: dt.datetime, each: Each) -> int:
    """A call that nobody took up goes to whoever is next."""
    return each(access.unanswered(at), lambda call: int(escalate(actor=SYSTEM, call=call, at=at) > 0))


def calls_chased(at: dt.datetime, each: Each) -> int:
    """Somebody who was to be called back waits for it."""
    grace = dt.timedelta(minutes=access.minutes("call-back-grace", at))
    late = access.not_called_back(at, grace)
    return each(late, lambda call: int(chase_back(actor=SYSTEM, call=call, at=at) > 0))


def calls_erased(at: dt.datetime, each: Each) -> int:
    """A call that was dealt with, or whose time is over."""

    def gone(call: Any) -> int:
        today = at.astimezone(ZoneInfo(call.post.time_zone)).date()
        if call.closed_at is None and call.expires_on > today:
            return 0
        erase(actor=SYSTEM, call=call, at=at)
        return 1

    return each(access.to_erase(at.date()), gone)


def holes_told(at: dt.datetime, each: Each) -> int:
    """Hours to come without anybody: told once each, days before they come."""
    due = dict(duty.to_warn(at, access.minutes("duty-warning", at)))

    def tell(post: Any) -> int:
        new = [one for one in due[post] if not notices.exists(duty.hole_key(post, one))]
        return tell_holes(actor=SYSTEM, post=post, found=new, at=at) if new else 0

    return each(due, tell)
