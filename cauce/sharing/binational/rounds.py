"""The loop over what is asked of Mexico: what no longer may leave, what is due soon, what is late."""

from __future__ import annotations

import datetime as dt

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.sharing.binational import access
from cauce.sharing.binational.actions import chase_petition, lapse_petition, remind_office
from cauce.staff.notices.access import once


def petitions_over(at: dt.datetime, each: Each) -> int:
    """How many were withdrawn."""
    over = access.without_consent(at)
    return each(over, lambda row: int(lapse_petition(actor=SYSTEM, petition=row, at=at)))


def petitions_reminded(at: dt.datetime, each: Each) -> int:
    """Of how many the office was reminded."""
    return each(
        access.due_soon(at),
        once("petition_soon", lambda row: remind_office(actor=SYSTEM, petition=row, at=at)),
    )


def petitions_chased(at: dt.datetime, each: Each) -> int:
    """How many were late."""
    return each(
        access.late(at), once("petition_late", lambda row: chase_petition(actor=SYSTEM, petition=row, at=at))
    )
