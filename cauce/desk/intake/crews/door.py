"""The door of incidents of several people."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("hechos/", "urls", "crews", also=(CASE + "hechos/",)),),
    menu=(
        Section("crews:list", "crew.work", both("Casos colectivos", "Group cases"), "cases", weight=10),
        Section("crews:numbers", "crew.count", both("Casos colectivos", "Group cases"), "records", weight=50),
    ),
    case_parts=(
        CasePart(
            "person",
            "crews:case",
            both("Otra nacionalidad", "Other nationality"),
            weight=80,
            under="protection:circumstances",
        ),
    ),
    help="guides/field#crew",
    help_at={
        "crews:numbers": "guides/headquarters#network",
        "crews:case": "guides/protection#circumstances",
    },
)
