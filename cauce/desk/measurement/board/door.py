"""The door of the board of figures."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("tablero/", "urls", "board"),),
    menu=(
        Section("board:post", "figures.post", both("Tablero", "Board"), weight=340),
        Section("board:network", "figures.network", both("Tablero de la red", "Network board"), weight=350),
    ),
)
