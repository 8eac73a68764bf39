"""The door of appointments."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("citas/", "urls", "appointments", also=(CASE + "citas/",)),),
    menu=(Section("appointments:day", "appointment.see", both("Citas", "Appointments"), "day", weight=20),),
    case_parts=(CasePart("help", "appointments:case", both("Citas", "Appointments"), weight=35),),
    help="guides/services#appointments",
    help_at={
        "appointments:day": "guides/window#slip",
        "appointments:sheet": "guides/window#slip",
    },
)
