"""The door of the directory for other systems."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("api/hsds/", "urls", "hsds", rate="directory"),),
)
