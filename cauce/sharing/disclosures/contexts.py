"""What each sealed part is bound to: a blob moved to another row does not open."""

from __future__ import annotations

from typing import Any

from .models import Demand, Disclosure


def told_of(disclosure: Disclosure) -> dict[str, Any]:
    """The reason, and what was said."""
    return Disclosure.sealed.open(disclosure)


def asked_of(demand: Demand) -> dict[str, Any]:
    """Who asks, with what paper, for what; and what would be handed over."""
    return Demand.sealed.open(demand)
