"""Where each action of the Protocol is done: its page among those of a case."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

from cauce.ui.addresses import address_of
from cauce.ui.doors import doors

RECORD = "protection:record"


@cache
def places() -> dict[str, str]:
    """The page where an action is done, by its id; what no door names is written down on the page for any
    act. Raises ``ValueError`` when two doors name the same action."""
    found: dict[str, str] = {}
    for door in doors():
        if twice := found.keys() & door.places.keys():
            raise ValueError(f"{door.package}: {sorted(twice)} is done elsewhere already")
        found |= door.places
    return found


def place_of(action: str, case_id: UUID) -> str:
    """The address where the action is done."""
    found = address_of(places()[action], case_id) if action in places() else None
    return found or reverse(RECORD, args=[case_id, action])
