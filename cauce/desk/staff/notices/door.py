"""The door of who is told of what."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("avisos/", "urls", "notices"),),
    menu=(Section("notices:list", "self", both("Avisos", "Notices"), weight=540),),
)
