"""The door of what a person asks of her data, and how a record ends."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("rights:home", "rights.see", both("Asuntos", "Matters"), weight=490),),
)
