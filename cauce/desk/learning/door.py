"""The door of lessons and exercises."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("learning:index", "learning.use", both("Aprender", "Learn"), weight=470),),
)
