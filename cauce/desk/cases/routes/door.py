"""The door of legal options."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount(CASE + "opciones/", "urls", "routes"),),
    case_parts=(CasePart("help", "routes:sheet", both("Opciones legales", "Legal options"), weight=30),),
    places={
        "P4-06": "routes:sheet",
    },
    help="guides/services#options",
)
