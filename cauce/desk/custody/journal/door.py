"""The door of the journal."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("auditor:journal", "journal.read", both("Bitácora", "Journal"), weight=530),),
)
