"""What each law says of what is known: met, not met or unclear, with its elements and reasons.

The reading itself is in ``content/elements.py``, so that ``cauce check`` can hold the cases of law
against the law files.
"""

from cauce.content.element_support import ElementState, State
from cauce.content.element_words import HEAD_TEXTS, NAME_TEXTS, STATE_TEXTS
from cauce.content.elements import (
    ENOUGH,
    OPEN,
    Reason,
    Verdict,
    assess,
    reading,
)

__all__ = [
    "ENOUGH",
    "HEAD_TEXTS",
    "NAME_TEXTS",
    "OPEN",
    "STATE_TEXTS",
    "ElementState",
    "Reason",
    "State",
    "Verdict",
    "assess",
    "reading",
]
