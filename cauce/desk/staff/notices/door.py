"""The door of who is told of what."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("avisos/", "urls", "notices"),),
    help="guides/everybody#notices",
)
