"""The only writes of calls, one idea a file."""

from .adding import add, note_emergency
from .answering import acknowledge, end, open_case_from, pass_on
from .backing import CallBack, chase_back, contact_by_telephone, log_back
from .erasing import erase
from .taking import CallTyped, escalate, take

__all__ = [
    "CallBack",
    "CallTyped",
    "acknowledge",
    "add",
    "chase_back",
    "contact_by_telephone",
    "end",
    "erase",
    "escalate",
    "log_back",
    "note_emergency",
    "open_case_from",
    "pass_on",
    "take",
]
