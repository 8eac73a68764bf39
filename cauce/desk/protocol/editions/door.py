"""The door of editions."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("ediciones/", "urls", "editions"),),
    menu=(Section("editions:list", "edition.draft", both("Ediciones", "Editions"), "admin", weight=10),),
    costly=(
        "editions:trial",
        "editions:files",
    ),
    help="guides/headquarters#editions",
    help_at={
        "editions:annex": "guides/head#annex",
    },
)
