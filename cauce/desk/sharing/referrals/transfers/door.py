"""The door of a case that changes posts."""

from cauce.ui.doors import CASE, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("traslados/", "urls", "transfers", also=(CASE + "traslado/",)),),
    places={
        "P4-18": "transfers:ask",
    },
    help="guides/file#other-post",
    help_at={
        "transfers:leaving": "guides/file#hand-over",
    },
)
