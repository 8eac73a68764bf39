"""The only writes of complaints."""

from .answering import reply, say_treated
from .reviewing import NAMED, name, step
from .sending import ComplaintTold, file, hear
from .telling import chase, signal

__all__ = [
    "ComplaintTold",
    "NAMED",
    "chase",
    "file",
    "hear",
    "name",
    "reply",
    "say_treated",
    "signal",
    "step",
]
