"""The door of reports."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("informes/", "urls", "reports"),),
    menu=(Section("reports:list", "statistics.read", both("Informes", "Reports"), "publish", weight=20),),
    help="guides/analyst#reports",
)
