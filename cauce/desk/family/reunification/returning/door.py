"""The door of returns."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(
        Section("returning:inbox", "return.receive", both("Llegadas", "Arrivals"), weight=210),
        Section("returning:counts", "return.count", both("Viajes", "Journeys"), weight=220),
    ),
)
