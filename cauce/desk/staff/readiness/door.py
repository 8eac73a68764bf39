"""The door of the readiness of a post."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("readiness:home", "readiness.own", both("Preparación", "Readiness"), weight=360),),
)
