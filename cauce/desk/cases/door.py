"""The door of the pages of a case."""

from cauce.content.model import both
from cauce.ui.doors import Door, Section

DOOR = Door(
    __package__,
    menu=(
        Section("protection:signatures", "case.sign", both("Firmas", "Signatures"), weight=20),
        Section("protection:tools", "case.list", both("Formatos", "Forms"), weight=40),
    ),
)
