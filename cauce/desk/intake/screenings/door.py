"""The door of the window."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

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
)
