"""From whose hands into whose: the chain of handovers of a child on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.model import Text, both

from .words import ON_THE_WAY


@dataclass(frozen=True, slots=True)
class Handover:
    """One sheet T18: who handed the child to whom, and when. ``checked``: the receiver's right was."""

    giver: str
    receiver: str
    capacity: str  # of the receiver
    at: dt.datetime
    place: str
    checked: bool


def chain_gaps(chain: tuple[Handover, ...]) -> tuple[Text, ...]:
    """What breaks the chain of custody, oldest first: each handover begins with who received."""
    found: list[Text] = []
    ordered = sorted(chain, key=lambda one: one.at)
    for number, one in enumerate(ordered, start=1):
        if not one.checked:
            found.append(
                both(
                    f"Entrega {number}: falta comprobar el derecho de quien recibe.",
                    f"Handover {number}: the receiver's right was not checked.",
                )
            )
    for number, (before, after) in enumerate(zip(ordered, ordered[1:], strict=False), start=2):
        if _same(before.receiver) != _same(after.giver):
            found.append(
                both(
                    (
                        f"Entrega {number}: empieza con «{after.giver}», y quien había recibido "
                        f"fue «{before.receiver}»."
                    ),
                    (
                        f"Handover {number}: it begins with '{after.giver}', but "
                        f"'{before.receiver}' had received."
                    ),
                )
            )
    return tuple(found)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def chain_arrived(chain: tuple[Handover, ...]) -> bool:
    """Whether the last hands are those of somebody there, not of an escort or the post."""
    last = max(chain, key=lambda one: one.at, default=None)
    return last is not None and last.capacity not in ON_THE_WAY
