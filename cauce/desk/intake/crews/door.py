"""The door of incidents of several people."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("hechos/", "urls", "crews", also=(CASE + "hechos/",)),),
    menu=(
        Section("crews:list", "crew.work", both("Hechos", "Incidents"), weight=110),
        Section("crews:numbers", "crew.count", both("Hechos", "Incidents"), weight=330),
    ),
    case_parts=(CasePart("person", "crews:case", both("Otra nacionalidad", "Other nationality"), weight=90),),
)
