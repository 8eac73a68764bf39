"""The door of lists that are compared."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("cotejos/", "urls", "linking"),),
    menu=(Section("linking:list", "linkage.ask", both("Cotejo", "Comparisons"), weight=370),),
)
