"""The door of what colleagues ask of each other."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("colegas/", "urls", "colleagues", also=(CASE + "colegas/", CASE + "relevo/")),),
    menu=(
        Section(
            "colleagues:home",
            "opinion.ask",
            both("Opiniones y relevos", "Opinions and handovers"),
            "day",
            weight=60,
        ),
    ),
    case_parts=(
        CasePart("file", "colleagues:sheet", both("Relevo", "Handover"), weight=70),
        CasePart("file", "colleagues:case", both("Opiniones", "Opinions"), weight=80),
    ),
    help="guides/file#opinion",
    help_at={
        "colleagues:sheet": "guides/file#hand-over",
        "colleagues:load": "guides/head#figures",
        "colleagues:network": "guides/headquarters#network",
    },
)
