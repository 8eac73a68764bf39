"""The door of the directory."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("directorio/", "urls", "directory", also=(CASE + "sin-servicio/",)),),
    menu=(Section("directory:find", "directory.find", both("Directorio", "Directory"), weight=260),),
    costly=("directory:find",),
)
