"""The door of what a person asks of her data, and how a record ends."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("asuntos/", "urls", "rights", also=(CASE + "solicitudes/", CASE + "plazos/")),),
    menu=(
        Section(
            "rights:home",
            "rights.see",
            both("Derechos ARCO", "Data rights"),
            "cases",
            weight=60,
            unless=("retention.authorise",),
        ),
        Section(
            "rights:endings",
            "retention.authorise",
            both("Plazos de guarda", "Retention periods"),
            "admin",
            weight=40,
        ),
    ),
    case_parts=(CasePart("file", "rights:case", both("Derechos ARCO", "Data rights"), weight=60),),
    help="guides/file#rights",
    help_at={
        "rights:endings": "guides/headquarters#retention",
        "rights:ending": "guides/headquarters#retention",
        "rights:authorisations": "guides/headquarters#retention",
        "rights:breaches": "guides/headquarters#incident",
        "rights:breach": "guides/headquarters#incident",
    },
)
