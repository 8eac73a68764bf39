"""The door of the telephone at night."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("llamadas/", "urls", "calls", also=(CASE + "llamadas/",)),),
    menu=(Section("calls:home", "call.take", both("Guardia telefónica", "On call"), "day", weight=30),),
    notices={
        "call": "calls:call",
        "call-back": "calls:call",
        "call-added": "calls:call",
        "call-noted": "calls:taken",
    },
    help="guides/window#call",
    help_at={
        "calls:roster": "guides/head#on-call",
        "calls:sheet": "guides/head#on-call",
        "calls:contact": "guides/protection#contact",
    },
)
