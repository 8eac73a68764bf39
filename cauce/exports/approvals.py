"""What a second person approved, used up by what it was approved for."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def take_approval(**given: Any) -> Any:
    """The approval of a second person, used up. Raises ``NotApproved``."""
    return import_module("cauce.oversight.actions").take(**given)
