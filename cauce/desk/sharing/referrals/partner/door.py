"""The door of receivers."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("solicitudes/", "urls", "partner"),),
    menu=(
        Section(
            "partner:inbox",
            "referral.answer",
            both("Solicitudes", "Requests"),
            "day",
            weight=70,
            first_for=("partner_staff",),
        ),
    ),
    help="guides/partner#requests",
)
