"""The door of what waits for a second person."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("propuestas/", "urls", "proposals"),),
    menu=(Section("proposals:list", "proposal.see", both("Propuestas", "Proposals"), "sign", weight=30),),
    help="guides/everybody#proposals",
)
