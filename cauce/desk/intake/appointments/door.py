"""The door of appointments."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("appointments:day", "appointment.see", both("Citas", "Appointments"), weight=100),),
)
