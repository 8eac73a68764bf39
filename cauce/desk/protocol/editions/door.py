"""The door of editions."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("editions:list", "edition.draft", both("Ediciones", "Editions"), weight=390),),
)
