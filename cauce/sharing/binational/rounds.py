"""The loop over what is asked of Mexico: what no longer may leave, what is due soon, what is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from cauce.rules.permissions import SYSTEM
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import chase_petition, lapse_petition, remind_office

Loop = Callable[..., int]


def mexico(at: dt.datetime, each: Loop, once: Loop) -> dict[str, int]:
    """How many were withdrawn, reminded of and chased; ``each`` and ``once`` are those of the tick."""
    return {
        "petitions_over": each(
            access.without_consent(at), lambda row: int(lapse_petition(actor=SYSTEM, petition=row, at=at))
        ),
        "petitions_reminded": once(
            access.due_soon(at), "petition_soon", lambda row: remind_office(actor=SYSTEM, petition=row, at=at)
        ),
        "petitions_chased": once(
            access.late(at), "petition_late", lambda row: chase_petition(actor=SYSTEM, petition=row, at=at)
        ),
    }
