"""The door of files that leave."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("archivos/", "urls", "files"),),
    menu=(
        Section("files:list", "export.make", both("Archivos", "Files"), weight=510),
        Section("files:left", "journal.read", both("Archivos que salieron", "Files that left"), weight=520),
    ),
)
