"""The door of families."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("families:list", "reunion.see", both("Familias", "Families"), weight=160),),
)
