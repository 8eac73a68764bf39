"""The door of what colleagues ask of each other."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("colleagues:home", "opinion.ask", both("Entre colegas", "Among colleagues"), weight=460),),
)
