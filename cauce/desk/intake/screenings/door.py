"""The door of the window."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("window:cues", "encounter.raise", both("Ventanilla", "Window"), weight=140),),
)
