"""The door of the list of persons in detention; each one's own page is a part of their case."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("visitas/", "urls", "detained"),),
    menu=(
        Section(
            "detained:list", "case.list", both("Personas detenidas", "Detained persons"), "cases", weight=5
        ),
    ),
    help="guides/protection#circumstances",
)
