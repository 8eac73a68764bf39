"""What the acts on calls share."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInput
from cauce.rules.permissions import Actor

from ..models import Call


def acknowledged(call: Call, actor: Actor, at: dt.datetime) -> None:
    if call.acknowledged_at is None:
        call.acknowledged_at, call.acknowledged_by = at, actor.user
    call.next_at = None


def check_open(call: Call) -> None:
    if call.closed_at is not None:
        raise BadInput(
            "Esta llamada ya se cerró.",
            "This call was closed already.",
            where="call",
            cure_es="Actualice la lista: alguien ya la atendió.",
            cure_en="Refresh the list: somebody dealt with it.",
        )
