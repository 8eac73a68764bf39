"""The door of economic aid."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("apoyos/", "urls", "aid", also=(CASE + "apoyos/",)),),
    menu=(Section("aid:home", "aid.see", both("Apoyos económicos", "Financial aid"), "referral", weight=40),),
    case_parts=(CasePart("help", "aid:case", both("Apoyos económicos", "Financial aid"), weight=40),),
    places={
        "P4-03": "aid:case",
    },
    help="guides/services#aid",
    help_at={
        "aid:kinds": "guides/headquarters#registers",
        "aid:budgets": "guides/headquarters#registers",
    },
)
