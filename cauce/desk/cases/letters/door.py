"""The door of letters."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("cartas/", "urls", "letters", also=(CASE + "cartas/",)),),
    menu=(Section("letters:list", "letter.list", both("Oficios y cartas", "Letters"), "papers", weight=20),),
    case_parts=(CasePart("file", "letters:case", both("Oficios y cartas", "Letters"), weight=30),),
    notices={"letter_ask": "letters:decide", "letter_back": "letters:letter"},
    help="guides/file#papers",
)
