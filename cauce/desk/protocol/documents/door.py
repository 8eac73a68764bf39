"""The door of the handbook."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("protocolo/", "urls", "protocol"),),
    menu=(Section("protocol:contents", "protocol.read", both("Manual", "Handbook"), "training", weight=10),),
    costly=("protocol:download",),
    help="guides/everybody#handbook",
)
