"""The door of what waits for a second person."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("proposals:list", "proposal.see", both("Propuestas", "Proposals"), weight=400),),
)
