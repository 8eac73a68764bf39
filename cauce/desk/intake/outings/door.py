"""The door of outings."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("outings:list", "outing.see", both("Salidas", "Outings"), weight=240),),
)
