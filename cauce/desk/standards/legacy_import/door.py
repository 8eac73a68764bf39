"""The door of the earlier registers."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("importaciones/", "urls", "legacy_import"),),
    menu=(
        Section(
            "legacy_import:home",
            "history.bring",
            both("Registro anterior", "Earlier register"),
            "papers",
            weight=50,
        ),
    ),
    help="guides/field#imports",
)
