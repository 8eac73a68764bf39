"""The door of forms from the field."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("telefonos/", "urls", "field"),),
    menu=(
        Section(
            "field:arrivals",
            "arrival.answer",
            both("Formularios recibidos", "Forms received"),
            "outreach",
            weight=20,
        ),
        Section(
            "field:devices", "device.manage", both("Equipos móviles", "Mobile devices"), "outreach", weight=30
        ),
        Section(
            "field:home",
            "form.fetch",
            both("Formatos de campo", "Field forms"),
            "outreach",
            weight=40,
            unless=("arrival.answer", "device.manage"),
        ),
    ),
    help="guides/field#phones",
    help_at={
        "field:arrivals": "guides/field#arrivals",
        "field:arrival": "guides/field#arrivals",
    },
)
