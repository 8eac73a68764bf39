"""The door of answers without an account."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("respuesta/", "urls", "reply", rate="reply"),),
)
