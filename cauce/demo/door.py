"""The door of the demonstration."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("demo/", "urls", "demo"),),
    menu=(
        Section("demo:outbox", "outbox.read", both("Correo de ejemplo", "Example mail"), "admin", weight=50),
    ),
    demonstration=True,
    help="first-case",
)
