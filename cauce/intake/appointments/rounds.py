"""The loop over appointments: whoever attends hears the same day that nobody came; old rows go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cauce.intake.appointments import access
from cauce.intake.appointments.actions import chase_missed, delete_appointment
from cauce.rules.permissions import SYSTEM


def appointments(at: dt.datetime, each: Callable[..., int]) -> dict[str, int]:
    """How many officers were told, and how many rows were deleted. The person is told nothing."""

    def chase(row: Any) -> int:
        return int(chase_missed(actor=SYSTEM, case=row.case, appointment=row, at=at))

    def delete(row: Any) -> int:
        delete_appointment(actor=SYSTEM, appointment=row)
        return 1

    return {
        "appointments_missed": each(access.nobody_came(at), chase),
        "appointments_deleted": each(access.to_delete(at), delete),
    }
