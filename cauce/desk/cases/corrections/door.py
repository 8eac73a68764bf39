"""The door of corrections: a part of a case, and a page for whoever audits."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount(CASE + "correcciones/", "urls", "corrections", also=(CASE + "constancia/",)),),
    case_parts=(CasePart("file", "corrections:case", both("Correcciones", "Corrections"), weight=55),),
    help="guides/file#correct",
)
