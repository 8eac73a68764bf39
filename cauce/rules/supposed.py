"""What the place itself suggests of a fact that nobody asked: shown as supposed, and nothing else.

A supposition is never stored: it is in no fact, so no clock stops, no step closes, nothing is exported or
counted by it. One press of an officer makes it a fact, as any answer does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cauce.content.model import Text

CHANNEL, PRESENT = "contact.channel", "contact.present"
# Where the person walks in by themselves, and where somebody goes to whoever is held.
WALKS_IN = frozenset(
    {"window", "documentation", "walk_in", "vaim", "vds", "mobile_consulate", "labour_complaint"}
)
HELD_THERE = frozenset({"detention_visit", "prison_visit"})


@dataclass(frozen=True, slots=True)
class Supposed:
    """A value that the place suggests, and why."""

    fact: str
    value: bool
    reason: Text


def supposed(facts: Mapping[str, Any]) -> dict[str, Supposed]:
    """What is supposed of facts that are not known, by their ids; what is known is never supposed."""
    channel, found = facts.get(CHANNEL), []
    if channel in WALKS_IN and facts.get(PRESENT) is True:
        reason = Text(es="la persona se presentó por su cuenta", en="the person came in on their own")
        found.append(Supposed("person.detained", False, reason))
    elif channel in HELD_THERE:
        reason = Text(
            es="el contacto empezó en una visita a detención o prisión",
            en="contact began on a visit to detention or prison",
        )
        found.append(Supposed("person.detained", True, reason))
    return {one.fact: one for one in found if one.fact not in facts}
