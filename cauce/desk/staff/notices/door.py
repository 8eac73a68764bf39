"""The door of who is told of what."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("notices:list", "self", both("Avisos", "Notices"), weight=540),),
)
