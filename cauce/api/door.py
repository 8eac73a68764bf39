"""The door of the calendar of somebody of the staff."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("calendario/", "calendar"),),
)
