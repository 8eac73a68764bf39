"""Every reader of the journal: the modules that bring some are read here."""

from __future__ import annotations

from . import correcting, voiding
from .collecting import READERS

__all__ = ["READERS", "correcting", "voiding"]
