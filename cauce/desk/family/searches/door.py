"""The door of messages and searches."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("recados/", "urls", "searches", also=(CASE + "recados/",)),),
    menu=(
        Section(
            "searches:take",
            "message.take",
            both("Recados y búsquedas", "Messages and searches"),
            "day",
            weight=40,
        ),
        Section("searches:counts", "search.count", both("Búsquedas", "Searches"), "records", weight=20),
    ),
)
