"""The door of families."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("familias/", "urls", "families", also=(CASE + "familia/",)),),
    menu=(
        Section(
            "families:list",
            "reunion.see",
            both("Reunificación", "Reunification"),
            "cases",
            weight=20,
            first_for=("iom",),
        ),
    ),
    case_parts=(CasePart("family", "families:case", both("Reunificación", "Reunification"), weight=10),),
    places={
        "P4-12": "families:case",
    },
    help="guides/services#family",
)
