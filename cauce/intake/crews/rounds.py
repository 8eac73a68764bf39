"""What is due about incidents: what a crew shared goes when nobody of it is on record any more."""

from __future__ import annotations

import datetime as dt

from cauce.custody.features import Each
from cauce.intake.crews import access
from cauce.intake.crews.actions import forget_incident
from cauce.rules.permissions import SYSTEM


def incidents_forgotten(at: dt.datetime, each: Each) -> int:
    """How many incidents have nobody left."""
    return each(access.to_forget(), lambda row: int(not forget_incident(actor=SYSTEM, incident=row)))
