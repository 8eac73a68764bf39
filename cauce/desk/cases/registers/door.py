"""The door of the numbers of other registers."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("folios/", "urls", "registers", also=(CASE + "folios/",)),),
    menu=(
        Section("registers:home", "register.see", both("Folios", "Folios"), weight=50),
        Section("registers:network", "register.count", both("Folios de la red", "Network folios"), weight=60),
    ),
    case_parts=(CasePart("file", "registers:case", both("Folios", "Folios"), weight=10),),
    places={
        "P2-12": "registers:case",
    },
)
