"""The door of to whom a case is closed, and of who says who goes on with it."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("accesos/", "urls", "recusals", also=(CASE + "accesos/",)),),
    menu=(Section("recusals:list", "recusal.decide", both("Accesos", "Access"), "sign", weight=50),),
    case_parts=(CasePart("file", "recusals:case", both("Accesos", "Access"), weight=90),),
    help="guides/file#recuse",
)
