"""The door of a case that changes posts."""

from cauce.ui.doors import Door

DOOR = Door(
    __package__,
    places={
        "P4-18": "transfers:ask",
    },
)
