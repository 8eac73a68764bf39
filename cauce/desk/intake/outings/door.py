"""The door of outings."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("salidas-de-campo/", "urls", "outings"),),
    menu=(Section("outings:list", "outing.see", both("Jornadas", "Outings"), "outreach", weight=10),),
    help="guides/field#outing",
)
