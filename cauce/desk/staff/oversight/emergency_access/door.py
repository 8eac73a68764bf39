"""The door of emergencies."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("urgencias/", "urls", "emergency_access"),),
    menu=(
        Section("emergency_access:reviews", "glass.see", both("Revisiones", "Reviews"), "sign", weight=40),
        Section(
            "emergency_access:start",
            "glass.open",
            both("Acceso de emergencia", "Emergency access"),
            "cases",
            weight=50,
        ),
    ),
    help="guides/file#emergency",
    help_at={
        "emergency_access:reviews": "guides/head#sign",
        "emergency_access:review": "guides/head#sign",
    },
)
