"""The door of programmes."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("programas/", "urls", "programmes", also=(CASE + "programas/",)),),
    menu=(
        Section("programmes:list", "directory.find", both("Programas", "Programmes"), "referral", weight=20),
    ),
    help="guides/services#directory",
    help_at={
        "programmes:case": "guides/services#options",
    },
)
