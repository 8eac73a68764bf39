"""The door of following up."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount

ALSO = tuple(CASE + one for one in ("resultados/", "cierre/", "anulacion/"))
DOOR = Door(
    __package__,
    urls=(Mount(CASE + "seguimiento/", "urls", "follow", also=ALSO),),
    case_parts=(CasePart("help", "follow:case", both("Seguimiento", "Follow-up"), weight=50),),
    places={
        "P4-16": "follow:case",
        "P4-19": "follow:closing",
    },
    help="guides/file#follow",
    help_at={
        "follow:closing": "guides/file#close",
        "follow:voiding": "guides/file#void",
    },
)
