"""What waits for somebody at a post, counted in one question: the worklist asks it each time it opens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Value

from cauce.rules.permissions import Actor

from .access_envelopes import rows_to_sign
from .access_transfers import rows_here


@dataclass(frozen=True, slots=True)
class Waits:
    """How many cases another post asks this one to receive, and how many envelopes wait for a signature."""

    transfers: int
    envelopes: int


def waits(actor: Actor, post_code: str) -> Waits:
    """Both numbers; 0 of what the actor may neither answer nor sign."""
    parts = {"transfers": rows_here(actor, post_code), "envelopes": rows_to_sign(actor)}
    kinds = [
        rows.order_by().annotate(kind=Value(kind)).values_list("kind", flat=True)
        for kind, rows in parts.items() if rows is not None
    ]  # fmt: skip
    found = Counter(kinds[0].union(*kinds[1:], all=True)) if kinds else Counter[str]()
    return Waits(found["transfers"], found["envelopes"])
