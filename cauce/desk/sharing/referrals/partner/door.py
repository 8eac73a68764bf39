"""The door of receivers."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(Section("partner:inbox", "referral.answer", both("Solicitudes", "Requests"), weight=150),),
)
