"""The door of published figures."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("cifras/", "urls", "analyst"),),
    menu=(
        Section(
            "analyst:list",
            "statistics.read",
            both("Cifras", "Figures"),
            "publish",
            weight=10,
            first_for=("analyst",),
        ),
    ),
    help="guides/analyst#publish",
    help_at={
        "analyst:estimates": "guides/analyst#estimates",
        "analyst:new_estimate": "guides/analyst#estimates",
        "analyst:estimate": "guides/analyst#estimates",
    },
)
