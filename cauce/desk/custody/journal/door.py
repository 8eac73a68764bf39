"""The door of the journal."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("bitacora/", "urls", "auditor"),),
    menu=(
        Section(
            "auditor:journal",
            "journal.read",
            both("Bitácora", "Journal"),
            "audit",
            weight=10,
            first_for=("auditor",),
        ),
    ),
    help="guides/auditor#journal",
    help_at={
        "auditor:glass": "guides/auditor#emergencies",
        "auditor:exports": "guides/auditor#exports",
        "auditor:key": "guides/administrator#journal-keys",
    },
)
