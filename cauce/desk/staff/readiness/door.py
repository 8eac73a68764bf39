"""The door of the readiness of a post."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("preparacion/", "urls", "readiness"),),
    menu=(
        Section(
            "readiness:home",
            "readiness.own",
            both("Preparación", "Readiness"),
            "training",
            weight=30,
            unless=("readiness.network",),
        ),
        Section(
            "readiness:network", "readiness.network", both("Preparación", "Readiness"), "network", weight=40
        ),
    ),
    help="guides/head#readiness",
    help_at={
        "readiness:network": "guides/headquarters#network",
        "readiness:one": "guides/headquarters#network",
    },
)
