"""The door of headquarters."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("red/", "urls", "headquarters"),),
    costly=("headquarters:slide",),
    menu=(
        Section(
            "headquarters:numbers",
            "numbers.network",
            both("La red", "The network"),
            "network",
            weight=10,
            first_for=("headquarters",),
        ),
    ),
    help="guides/headquarters#network",
)
