"""The door of returns."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("viajes/", "urls", "returning", also=(CASE + "viaje/",)),),
    menu=(
        Section("returning:inbox", "return.receive", both("Llegadas", "Arrivals"), weight=210),
        Section("returning:counts", "return.count", both("Viajes", "Journeys"), weight=220),
    ),
    case_parts=(CasePart("family", "returning:case", both("Viaje", "Journey"), weight=30),),
    places={
        "P4-13": "returning:case",
    },
)
