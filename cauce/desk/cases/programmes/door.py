"""The door of programmes."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("programas/", "urls", "programmes"),),
)
