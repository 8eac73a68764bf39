"""The door of letters."""

from cauce.content.model import both
from cauce.ui.doors import CasePart, Door, Section

DOOR = Door(
    __package__,
    menu=(Section("letters:list", "letter.list", both("Cartas", "Letters"), weight=70),),
    case_parts=(CasePart("file", "letters:case", both("Cartas", "Letters"), weight=20),),
)
