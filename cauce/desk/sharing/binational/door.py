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
            both("Peticiones a México", "Requests to Mexico"),
            "day",
            weight=75,
            first_for=("sre_mexico",),
        ),
        Section(
            "mexico:post",
            "petition.list",
            both("Peticiones a México", "Requests to Mexico"),
            "referral",
            weight=35,
        ),
        Section(
            "mexico:counts",
            "petition.count",
            both("Peticiones a México", "Requests to Mexico"),
            "records",
            weight=30,
        ),
    ),
    case_parts=(
        CasePart("family", "mexico:case", both("Peticiones a México", "Requests to Mexico"), weight=20),
    ),
    places={
        "P4-11": "mexico:case",
        "P4-14": "mexico:case",
        "P4-10m": "mexico:case",
    },
    help="guides/services#mexico",
    help_at={
        "mexico:list": "guides/partner#offices",
        "mexico:counts": "guides/headquarters#registers",
        "mexico:sign": "guides/head#sign",
    },
)
