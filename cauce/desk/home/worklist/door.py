"""The door of the list of what is to do."""

from cauce.content.model import both
from cauce.ui.doors import CASE, Door, Mount, Numbered, Section

DOOR = Door(
    __package__,
    urls=(Mount("pendientes/", "urls", "protection", also=("casos/", CASE + "fechas/", "turnos/")),),
    menu=(
        Section(
            "protection:worklist",
            "case.list",
            both("Pendientes", "To do"),
            "day",
            weight=10,
            first_for=("protection_consul", "protection_officer"),
        ),
    ),
    costly=("protection:search",),
    numbers=(Numbered("cauce.intake.screenings.access.turn_to_answer", "protection:waiting", weight=30),),
    help="guides/protection#day",
    help_at={
        "protection:open": "guides/protection#open",
        "protection:waiting": "guides/protection#open",
    },
)
