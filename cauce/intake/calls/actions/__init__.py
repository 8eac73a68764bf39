"""The only writes of calls, one idea a file."""

from .answering import acknowledge, end, open_case_from
from .backing import chase_back, contact_by_telephone, log_back
from .erasing import erase
from .taking import escalate, take

__all__ = [
    "acknowledge",
    "chase_back",
    "contact_by_telephone",
    "end",
    "erase",
    "escalate",
    "log_back",
    "open_case_from",
    "take",
]
