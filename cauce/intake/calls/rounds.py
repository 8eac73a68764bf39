"""What is due about the telephone at night: calls nobody took up, call-backs, and holes in the roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from cauce.intake.calls import access
from cauce.intake.calls.actions import chase_back, erase, escalate
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.actions import tell_holes


def calls(at: dt.datetime, each: Callable[..., int]) -> dict[str, int]:
    """Everything of calls and of the roster that is due at this instant; how many of each were done."""
    grace = dt.timedelta(minutes=access.minutes("call-back-grace", at))
    return {
        # People who wait first.
        "calls_escalated": each(
            access.unanswered(at), lambda call: int(escalate(actor=SYSTEM, call=call, at=at) > 0)
        ),
        "calls_chased": each(
            access.not_called_back(at, grace),
            lambda call: int(chase_back(actor=SYSTEM, call=call, at=at) > 0),
        ),
        "calls_erased": each(access.to_erase(at.date()), lambda call: _erase(call, at)),
        "holes_told": _holes(at, each),
    }


def _erase(call, at: dt.datetime) -> int:
    today = at.astimezone(ZoneInfo(call.post.time_zone)).date()
    if call.closed_at is None and call.expires_on > today:
        return 0
    erase(actor=SYSTEM, call=call, at=at)
    return 1


def _holes(at: dt.datetime, each: Callable[..., int]) -> int:
    """Hours to come without anybody: told once each, days before they come."""
    due = dict(duty.to_warn(at, access.minutes("duty-warning", at)))

    def tell(post) -> int:
        new = [one for one in due[post] if not notices.exists(duty.hole_key(post, one))]
        return tell_holes(actor=SYSTEM, post=post, found=new, at=at) if new else 0

    return each(due, tell)
