"""The door of whoever leads a post."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("head:numbers", "numbers.post", both("Mi consulado", "My post"), weight=270),),
)
