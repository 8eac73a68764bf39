"""May somebody set out, and what is still missing? A return is chosen, prepared and received, or not made."""

from .age import AgeOnDay, age_on_departure
from .chain import Handover, chain_arrived, chain_gaps
from .checks import check_counted, check_next
from .gates import Evidence, Gate, closed, gates
from .words import (
    ADVICE,
    DEPARTED,
    ENDED,
    ESCORTS,
    EXPLAINED,
    LABELS,
    LEVEL_LABELS,
    LEVELS,
    NEXT,
    OFFICER,
    PREPARING,
    RECEIVED,
    STATES,
    STOPPED,
    STOPS,
)

__all__ = [
    "ADVICE",
    "AgeOnDay",
    "DEPARTED",
    "ENDED",
    "ESCORTS",
    "EXPLAINED",
    "Evidence",
    "Gate",
    "Handover",
    "LABELS",
    "LEVELS",
    "LEVEL_LABELS",
    "NEXT",
    "OFFICER",
    "PREPARING",
    "RECEIVED",
    "STATES",
    "STOPPED",
    "STOPS",
    "age_on_departure",
    "chain_arrived",
    "chain_gaps",
    "check_counted",
    "check_next",
    "closed",
    "gates",
]
