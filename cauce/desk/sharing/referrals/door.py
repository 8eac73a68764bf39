"""The door of requests to a provider."""

from cauce.content.model import both
from cauce.ui.doors import CASE, CasePart, Door, Mount

DOOR = Door(
    __package__,
    urls=(Mount("canalizaciones/", "urls", "protection", also=("sobres/", CASE + "canalizaciones/")),),
    case_parts=(CasePart("help", "protection:refer", both("Canalizaciones", "Referrals"), weight=20),),
    places={
        "P4-04": "protection:refer",
        "P4-04d": "protection:refer",
        "P4-05": "protection:refer",
        "P4-15": "protection:refer",
    },
    costly=("protection:referral_paper",),
    help="guides/services#refer",
    help_at={
        "protection:envelope": "guides/services#envelope",
        "protection:envelopes": "guides/services#envelope",
        "protection:envelope_sign": "guides/services#envelope",
    },
)
