"""The door of lists that are compared."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("cotejos/", "urls", "list_linkage"),),
    menu=(Section("list_linkage:list", "linkage.ask", both("Cotejo", "Comparisons"), "publish", weight=30),),
    help="guides/headquarters#linkage",
)
