"""The door of whoever leads a post."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("oficina/", "urls", "head"),),
    menu=(
        Section(
            "head:numbers",
            "numbers.post",
            both("Mi consulado", "My consulate"),
            "post",
            weight=10,
            first_for=("head_of_post",),
        ),
    ),
    help="guides/head#post",
    help_at={
        "head:figures": "guides/head#figures",
    },
)
