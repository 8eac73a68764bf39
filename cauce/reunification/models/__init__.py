"""Tables of journeys, one kind a file."""

from .family import Blocker, Relative, Reunification

__all__ = ["Blocker", "Relative", "Reunification"]
