"""The door of people whom two posts may know."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("consultas/", "urls", "joins"),),
)
