"""The door of complaints."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("voices:list", "complaint.read", both("Voces", "Voices"), weight=500),),
)
