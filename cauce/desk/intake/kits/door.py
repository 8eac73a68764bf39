"""The door of sheets on paper."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("hojas/", "urls", "kits"),),
    menu=(Section("kits:home", "kit.manage", both("Captura de papel", "Paper entry"), "papers", weight=40),),
)
