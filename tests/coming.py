"""An appointment of Houston for the tests that walk every page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.intake.appointments.actions import Hour, make_appointment
from tests.cast import HOUSTON, today


def an_appointment(cast, case) -> dict[str, Any]:
    """The id of one that Inés kept for tomorrow at ten."""
    tomorrow = dt.datetime.combine(today() + dt.timedelta(days=1), dt.time(10), HOUSTON)
    made = make_appointment(
        actor=cast.ines.actor,
        case=case,
        hour=Hour(starts_at=tomorrow, minutes=30, place="room_1", officer=cast.ines.user),
        reason="talk",
        interpreter=True,
        at=timezone.now(),
    )
    return {"appointment_id": made.id}
