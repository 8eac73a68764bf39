"""The door of what is asked of Mexico."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("peticiones/", "urls", "mexico", also=(CASE + "peticiones/",)),),
    menu=(
        Section(
            "mexico:list",
            "petition.office",
            both("Lo que se pide", "What is requested"),
            weight=170,
            first_for=("sre_mexico",),
        ),
        Section("mexico:post", "petition.list", both("México", "Mexico"), weight=180),
        Section("mexico:counts", "petition.count", both("Pedido a México", "Asked of Mexico"), weight=190),
    ),
    case_parts=(CasePart("family", "mexico:case", both("Pedir a México", "Ask Mexico"), weight=20),),
    places={
        "P4-11": "mexico:case",
        "P4-14": "mexico:case",
        "P4-10m": "mexico:case",
    },
)
