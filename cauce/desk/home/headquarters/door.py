"""The door of headquarters."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("headquarters:numbers", "numbers.network", both("La red", "The network"), weight=290),),
)
