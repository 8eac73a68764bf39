"""The door of the window."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Numbered, Section

DOOR = Door(
    __package__,
    urls=(
        Mount("mostrador/", "urls", "window"),
        Mount("coincidencias/", "urls_links", "protection"),
    ),
    menu=(
        Section(
            "window:cues",
            "encounter.raise",
            both("Ventanilla", "Window"),
            "day",
            weight=50,
            first_for=("window_officer",),
        ),
    ),
    costly=("window:poster",),
    numbers=(Numbered("cauce.intake.screenings.access.turn_at_counter", "window:turn", weight=40),),
    help="guides/window#cues",
    help_at={
        "window:turn": "guides/window#turn",
        "window:offer": "guides/window#turn",
        "protection:links": "guides/file#same-person",
    },
)
