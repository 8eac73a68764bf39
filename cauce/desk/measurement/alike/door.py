"""The door of posts compared, step by step."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("pasos/", "urls", "alike"),),
    menu=(
        Section(
            "alike:post", "numbers.post", both("Frente a la red", "Compared with the network"), weight=280
        ),
        Section("alike:network", "numbers.network", both("Paso por paso", "Step by step"), weight=320),
    ),
)
