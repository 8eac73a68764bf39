"""The only writes of appointments."""

from .arriving import mark_arrived, not_yet_here
from .ending import (
    cancel_appointment,
    chase_missed,
    close_appointment,
    delete_appointment,
    end_appointments,
    forget_appointments,
)
from .making import Hour, make_appointment, move_appointment, note_taken

__all__ = [
    "Hour",
    "cancel_appointment",
    "chase_missed",
    "close_appointment",
    "delete_appointment",
    "end_appointments",
    "forget_appointments",
    "make_appointment",
    "mark_arrived",
    "move_appointment",
    "not_yet_here",
    "note_taken",
]
