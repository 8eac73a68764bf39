"""The door of programmes."""

from cauce.ui.doors import CASE, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("programas/", "urls", "programmes", also=(CASE + "programas/",)),),
)
