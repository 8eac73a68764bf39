"""The door of posts compared, step by step."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("pasos/", "urls", "post_comparison"),),
    menu=(
        Section(
            "post_comparison:post",
            "numbers.post",
            both("Frente a la red", "Compared with the network"),
            "post",
            weight=20,
        ),
        Section(
            "post_comparison:network",
            "numbers.network",
            both("Paso por paso", "Step by step"),
            "network",
            weight=30,
        ),
    ),
    help="guides/head#figures",
    help_at={
        "post_comparison:network": "guides/analyst#compare",
    },
)
