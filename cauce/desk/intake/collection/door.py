"""The door of forms from the field."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("telefonos/", "urls", "field"),),
    menu=(Section("field:home", "form.fetch", both("En campo", "In the field"), weight=230),),
)
