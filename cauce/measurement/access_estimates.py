"""The only look-ups of estimates of a year: all of them for who works on them, the signed one for all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from cauce.content.model import Text
from cauce.custody.journal.door import check_may
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor

from .models import YearEstimate

READ = "statistics.read"


@dataclass(frozen=True, slots=True)
class Signed:
    """What two people stand for of one year, or that nobody does.

    ``lower``: at least so many, rounded; None: there is no estimate, and ``why`` says so. ``upper`` None
    beside a ``lower``: it is not bounded. ``n``: people on at least one list; None: nothing was signed.
    ``words`` is the sentence to show under a picture, «at least» in it.
    """

    year: int
    lower: int | None
    upper: int | None
    n: int | None
    words: Text
    why: tuple[Text, ...] = ()
    signed_at: dt.datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether there is a range at all."""
        return self.lower is not None


def signed(year: int) -> Signed:
    """The estimate of this very year that two people signed, or why there is none; never another year's.

    It is a range over the whole country, rounded outwards: no permission is asked, anybody may see it.
    """
    found = YearEstimate.objects.filter(year=year, state="signed").first()
    if found is None:
        return Signed(
            year,
            None,
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
    why = tuple(Text(es=one["es"], en=one["en"]) for one in told["refused"])
    head = told["headline"]
    if head is None:
        none = Text(
            es=f"Cuántas personas no vimos en {year}, nadie puede decirlo: las listas de ese año no "
            "bastan para una estimación.",
            en=f"Nobody can say how many people were not seen in {year}: the lists of that year are not "
            "enough for an estimate.",
        )
        return Signed(year, None, None, told["n"], none, why, found.signed_at)
    words = Text(es=head["text"]["es"], en=head["text"]["en"])
    return Signed(year, head["lower"], head["upper"], told["n"], words, (), found.signed_at)


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
