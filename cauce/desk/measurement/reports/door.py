"""The door of reports."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("reports:list", "statistics.read", both("Informes", "Reports"), weight=310),),
)
