"""The door of lists that are compared."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("linking:list", "linkage.ask", both("Cotejo", "Comparisons"), weight=370),),
)
