"""The door of one's own account."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("cuenta/", "urls", "account"),),
)
