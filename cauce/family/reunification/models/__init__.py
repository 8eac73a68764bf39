"""Tables of journeys, one kind a file."""

from .family import Blocker, Relative, Reunification
from .returning import Return, ReturnContact, ReturnTry

__all__ = ["Blocker", "Relative", "Return", "ReturnContact", "ReturnTry", "Reunification"]
