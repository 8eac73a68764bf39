"""The door of a case that changes posts."""

from cauce.ui.doors import Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("traslados/", "urls", "transfers"),),
    places={
        "P4-18": "transfers:ask",
    },
)
