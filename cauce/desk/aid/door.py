"""The door of economic aid."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("aid:home", "aid.see", both("Apoyos", "Aid"), weight=250),),
)
