"""The door of the board of figures."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(
        Section("board:post", "figures.post", both("Tablero", "Board"), weight=340),
        Section("board:network", "figures.network", both("Tablero de la red", "Network board"), weight=350),
    ),
)
