"""What the acts on calls share."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import answered

from ..models import Call

bad_input = BadInputs(__file__)


def acknowledged(call: Call, actor: Actor, at: dt.datetime) -> None:
    if call.acknowledged_at is None:
        call.acknowledged_at, call.acknowledged_by = at, actor.user
        answered(start=f"call:{call.id}:", at=at)
    call.next_at = None


def check_open(call: Call) -> None:
    if call.closed_at is not None:
        raise bad_input("this_call_was_closed_already", where="call")
