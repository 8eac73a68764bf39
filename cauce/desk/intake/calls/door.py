"""The door of the telephone at night."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("calls:home", "call.take", both("Guardia", "On call"), weight=80),),
)
