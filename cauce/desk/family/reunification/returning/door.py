"""The door of returns."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("viajes/", "urls", "returning", also=(CASE + "viaje/",)),),
    menu=(
        Section("returning:list", "return.work", both("Repatriación", "Repatriation"), "cases", weight=30),
        Section("returning:inbox", "return.receive", both("Llegadas", "Arrivals"), "day", weight=80),
        Section(
            "returning:counts", "return.count", both("Repatriación", "Repatriation"), "records", weight=40
        ),
    ),
    case_parts=(CasePart("family", "returning:case", both("Repatriación", "Repatriation"), weight=30),),
    places={
        "P4-13": "returning:case",
    },
    help="guides/services#family",
    help_at={
        "returning:inbox": "guides/partner#meet",
        "returning:one": "guides/partner#meet",
        "returning:counts": "guides/headquarters#network",
    },
)
