"""The door of what is shared, and how a person is reached."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(
        Mount("comunicaciones/", "urls", "disclosures", also=(CASE + "comunicaciones/", CASE + "contacto/")),
    ),
    menu=(
        Section(
            "disclosures:waiting",
            "disclosure.desk",
            both("Excepciones por decidir", "Exceptions to decide"),
            "sign",
            weight=20,
        ),
        Section(
            "disclosures:count", "disclosure.count", both("Excepciones", "Exceptions"), "records", weight=60
        ),
    ),
    case_parts=(
        CasePart("person", "disclosures:contact", both("Contacto", "Contact"), weight=50),
        CasePart("file", "disclosures:log", both("Con quién se compartió", "Shared with"), weight=40),
    ),
    help="guides/file#shared",
    help_at={
        "disclosures:contact": "guides/protection#contact",
        "disclosures:waiting": "guides/head#sign",
        "disclosures:count": "guides/headquarters#network",
    },
)
