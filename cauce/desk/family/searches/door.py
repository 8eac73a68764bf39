"""The door of messages and searches."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("recados/", "urls", "searches", also=(CASE + "recados/",)),),
    menu=(
        Section("searches:take", "message.take", both("Recados", "Messages"), weight=120),
        Section("searches:counts", "search.count", both("Encargos", "Errands"), weight=130),
    ),
)
