"""The door of the directory."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("directorio/", "urls", "directory", also=(CASE + "sin-servicio/",)),),
    menu=(
        Section("directory:find", "directory.find", both("Directorio", "Directory"), "referral", weight=10),
        Section(
            "directory:interpreters",
            "interpreter.find",
            both("Intérpretes", "Interpreters"),
            "referral",
            weight=30,
        ),
    ),
    costly=("directory:find",),
    help="guides/services#directory",
)
