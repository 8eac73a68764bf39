"""The door of people whom two posts may know."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("consultas/", "urls", "joins", also=(CASE + "dobles/",)),),
    case_parts=(CasePart("file", "joins:double_of", both("Duplicados", "Duplicates"), weight=95),),
    help="guides/file#same-person",
)
