"""The loop over appointments: whoever attends hears the same day that nobody came; old rows go.

The person is told nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.intake.appointments import access
from cauce.intake.appointments.actions import chase_missed, delete_appointment
from cauce.rules.permissions import SYSTEM


def appointments_missed(at: dt.datetime, each: Each) -> int:
    """How many officers were told that nobody came."""

    def chase(row: Any) -> int:
        return int(chase_missed(actor=SYSTEM, case=row.case, appointment=row, at=at))

    return each(access.nobody_came(at), chase)


def appointments_deleted(at: dt.datetime, each: Each) -> int:
    """How many rows were deleted."""

    def delete(row: Any) -> int:
        delete_appointment(actor=SYSTEM, appointment=row)
        return 1

    return each(access.to_delete(at), delete)
