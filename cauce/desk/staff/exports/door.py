"""The door of files that leave."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("archivos/", "urls", "files"),),
    menu=(
        Section("files:list", "export.make", both("Mis descargas", "My downloads"), "papers", weight=60),
        Section("files:left", "journal.read", both("Descargas", "Downloads"), "audit", weight=20),
    ),
    help="guides/everybody#downloads",
    help_at={
        "files:left": "guides/auditor#exports",
    },
)
