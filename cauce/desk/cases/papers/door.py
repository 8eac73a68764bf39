"""The door of the papers that a person showed: a part of the case, in its file."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount(CASE + "papeles/", "urls", "papers"),),
    case_parts=(CasePart("file", "papers:case", both("Papeles", "Papers"), weight=15),),
    costly=("papers:copy",),
    photographs=("papers:paper",),
    help="guides/file#papers",
)
