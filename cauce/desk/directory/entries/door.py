"""The door of entries that an organisation keeps itself."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("fichas/", "urls", "entries", rate="guide"),),
    menu=(Section("entries:own", "entry.correct", both("Directorio", "Directory"), "referral", weight=50),),
    help="guides/partner#entry",
)
