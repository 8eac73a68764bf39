"""The door of telephones in the field."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("campo/", "urls", "openrosa", rate="telephone"),),
)
