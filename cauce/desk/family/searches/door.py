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
    help="guides/services#messages",
    help_at={
        "searches:take": "guides/window#message",
        "searches:taken": "guides/window#message",
        "searches:counts": "guides/headquarters#network",
        "searches:sealing": "guides/file#close",
    },
)
