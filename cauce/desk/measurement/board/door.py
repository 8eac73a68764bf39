"""The door of the board of figures."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("tablero/", "urls", "board"),),
    menu=(
        Section("board:post", "figures.post", both("Tablero", "Board"), "post", weight=30),
        Section("board:network", "figures.network", both("Tablero", "Board"), "network", weight=20),
    ),
    help="guides/head#figures",
    help_at={
        "board:network": "guides/headquarters#network",
    },
)
