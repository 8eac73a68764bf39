"""The only look-ups of estimates of a year: all of them for who works on them, the signed one for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cauce.content.model import Text, both
from cauce.custody.journal.door import check_may
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor

from .models import YearEstimate

READ = "statistics.read"
_FEW = both("Muy pocos casos están en dos listas o más.", "Too few cases are on two lists or more.")
_MOVES = both("La cifra cambia demasiado de un intento a otro.", "The figure changes too much by trial.")
# Reasons that name lists, or have a figure of few people in them: what everybody reads of them.
OUTSIDE = {
    "too-few-cases": both("Hay muy pocos casos.", "There are too few cases."),
    "no-overlap": _FEW,
    "too-few-overlaps": _FEW,
    "lists-disconnected": both(
        "Las listas forman grupos aparte: son poblaciones distintas para los datos.",
        "The lists form groups apart: to the data they are different populations.",
    ),
    "linkage-poor": both("El enlace entre listas no es bastante bueno.", "The linkage is not good enough."),
    "resamples-infinite": _MOVES,
    "unstable-z0": _MOVES,
    "unstable-lists": _MOVES,
    "unstable-models": _MOVES,
}
_OTHER = both("Los datos no cumplen una de las condiciones.", "The data do not meet one of the conditions.")


@dataclass(frozen=True, slots=True)
class Signed:
    """What two people stand for of one year, or that nobody does.

    ``lower``: at least so many, rounded; None: there is no estimate, and ``why`` says so. ``upper`` None
    beside a ``lower``: it is not bounded.
    ``words`` is the sentence to show under a picture, «at least» in it.
    """

    year: int
    lower: int | None
    upper: int | None
    words: Text
    why: tuple[Text, ...] = ()
    signed_at: dt.datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether there is a range at all."""
        return self.lower is not None


def signed(year: int) -> Signed:
    """The estimate of this very year that two people signed, or why there is none; never another year's.

    It is a range over the whole country, rounded outwards, without a count of cases or the name of a list: no
    permission is asked, anybody may see it.
    """
    found = YearEstimate.objects.filter(year=year, state="signed").first()
    if found is None:
        return Signed(
            year,
            None,
            None,
            Text(
                es=f"Cuántas personas no vimos en {year}, nadie puede decirlo: ninguna estimación de ese "
                "año está firmada por dos personas.",
                en=f"Nobody can say how many people were not seen in {year}: no estimate of that year is "
                "signed by two people.",
            ),
        )
    told = found.document
    why = tuple(dict.fromkeys(_outside(one) for one in told["refused"]))
    head = told["headline"]
    if head is None:
        none = Text(
            es=f"Cuántas personas no vimos en {year}, nadie puede decirlo: las listas de ese año no "
            "bastan para una estimación.",
            en=f"Nobody can say how many people were not seen in {year}: the lists of that year are not "
            "enough for an estimate.",
        )
        return Signed(year, None, None, none, why, found.signed_at)
    said = head["told"]
    words = Text(es=said["es"], en=said["en"])
    return Signed(year, said["lower"], said["upper"], words, (), found.signed_at)


def _outside(reason: Mapping[str, Any]) -> Text:
    """A reason as everybody reads it: no figure is in it."""
    if found := OUTSIDE.get(reason["id"]):
        return found
    plain = not any(letter.isdigit() for letter in reason["es"] + reason["en"])
    return Text(es=reason["es"], en=reason["en"]) if plain else _OTHER


def estimates(actor: Actor) -> list[YearEstimate]:
    """Every estimate, what waits first and then the newest year. Raises ``Absent``."""
    check_may(actor, READ)
    waiting = {"proposed": 0, "draft": 1}
    rows = YearEstimate.objects.order_by("-year", "-prepared_at")
    return sorted(rows, key=lambda one: waiting.get(one.state, 2))


def estimate_for(actor: Actor, id: UUID | str, permission: str = READ) -> YearEstimate:
    """One estimate, for whoever may. Raises ``Absent``; the attempt is journalled."""
    check_may(actor, permission, about=("estimate", id))
    return among(YearEstimate.objects.all(), actor, id, permission, "estimate")
