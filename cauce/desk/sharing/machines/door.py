"""The door of the systems of partners."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("machines:list", "machine.see", both("Sistemas", "Systems"), weight=440),),
)
