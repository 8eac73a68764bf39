"""The door of published figures."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("analyst:list", "statistics.read", both("Cifras", "Figures"), weight=300),),
)
