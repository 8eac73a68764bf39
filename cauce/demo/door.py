"""The door of the demonstration."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("demo:outbox", "outbox.read", both("Correo de ejemplo", "Example mail"), weight=550),),
)
