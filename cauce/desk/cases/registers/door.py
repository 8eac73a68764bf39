"""The door of the numbers of other registers."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("folios/", "urls", "registers", also=(CASE + "folios/",)),),
    menu=(
        Section("registers:home", "register.see", both("Folios SIPC", "SIPC folios"), "papers", weight=30),
        Section(
            "registers:network", "register.count", both("Folios SIPC", "SIPC folios"), "records", weight=10
        ),
    ),
    case_parts=(CasePart("file", "registers:case", both("Folios SIPC", "SIPC folios"), weight=20),),
    places={
        "P2-12": "registers:case",
    },
    help="guides/file#papers",
    help_at={
        "registers:network": "guides/headquarters#registers",
        "registers:out": "guides/headquarters#registers",
        "registers:into": "guides/headquarters#registers",
    },
)
