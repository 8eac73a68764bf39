"""The door of the directory."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("directory:find", "directory.find", both("Directorio", "Directory"), weight=260),),
)
