"""The door of sheets on paper."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Numbered, Section

DOOR = Door(
    __package__,
    urls=(Mount("hojas/", "urls", "kits"),),
    menu=(Section("kits:home", "kit.manage", both("Captura de papel", "Paper entry"), "papers", weight=40),),
    numbers=(Numbered("cauce.intake.kits.access.kit_of_number", "kits:kit", weight=20),),
    help="guides/field#kits",
)
