"""The door of complaints."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("voces/", "urls", "complaints"),),
    menu=(
        Section(
            "complaints:list",
            "complaint.read",
            both("Voces", "Voices"),
            "network",
            weight=60,
            first_for=("internal_control",),
        ),
    ),
    help="guides/headquarters#voices",
    help_at={
        "complaints:hear": "guides/window#voice",
    },
)
