"""The door of incidents of several people."""

from cauce.content.model import both
from cauce.ui.doors import CasePart, Door, Section

DOOR = Door(
    __package__,
    menu=(
        Section("crews:list", "crew.work", both("Hechos", "Incidents"), weight=110),
        Section("crews:numbers", "crew.count", both("Hechos", "Incidents"), weight=330),
    ),
    case_parts=(CasePart("person", "crews:case", both("Otra nacionalidad", "Other nationality"), weight=90),),
)
