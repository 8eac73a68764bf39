"""The door of the systems of partners."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("sistemas/", "urls", "machines"),),
    menu=(Section("machines:list", "machine.see", both("Sistemas", "Systems"), "admin", weight=30),),
    help="guides/administrator#systems",
)
