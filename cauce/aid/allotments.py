"""Money for a post as one person of headquarters proposes it and another confirms it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cauce.aid.rules.aid import CURRENCIES, check_positive
from cauce.aid.rules.ledger import ALLOTTED, CUT, Ledger, after
from cauce.content.errors import BadInputs, unknown
from cauce.staff.offices.models import Post

from .facts import ledger_now
from .models import Budget

bad_input = BadInputs(__file__)

KIND = "aid.allot"  # of feature.py


@dataclass(frozen=True, slots=True)
class Allotment:
    """More money for a post in a period, or less (``cut``)."""

    starts_on: dt.date
    ends_on: dt.date
    currency: str
    amount: Decimal
    cut: bool = False

    @property
    def move(self) -> str:
        return CUT if self.cut else ALLOTTED


def payload_of(wanted: Allotment) -> dict[str, Any]:
    """What a proposal carries; for which post stands in the proposal itself."""
    return {
        "starts_on": wanted.starts_on.isoformat(),
        "ends_on": wanted.ends_on.isoformat(),
        "currency": wanted.currency,
        "amount": str(wanted.amount),
        "cut": wanted.cut,
    }


def read_payload(payload: dict[str, Any]) -> Allotment:
    """The same as it was proposed."""
    return Allotment(
        dt.date.fromisoformat(payload["starts_on"]),
        dt.date.fromisoformat(payload["ends_on"]),
        payload["currency"],
        Decimal(payload["amount"]),
        payload["cut"],
    )


def check_allotment(post: Post, wanted: Allotment) -> Budget | None:
    """Whether this could be allotted now, and to which budget; None: to one that is new.

    Raises ``BadInput`` when the period overlaps another, or with the figures when it takes more
    than is left; ``Unknown`` for a currency.
    """
    check_positive(wanted.amount)
    if wanted.currency not in CURRENCIES:
        raise unknown("monedas", "currencies", wanted.currency, CURRENCIES)
    if wanted.ends_on < wanted.starts_on:
        raise bad_input("the_last_day_is_before_the_first", where="ends_on")
    found = Budget.objects.filter(
        post=post, currency=wanted.currency, starts_on__lte=wanted.ends_on, ends_on__gte=wanted.starts_on
    ).first()
    if found and (found.starts_on, found.ends_on) != (wanted.starts_on, wanted.ends_on):
        raise bad_input(
            "it_overlaps_period_from_starts",
            where="starts_on",
            starts_on=found.starts_on,
            ends_on=found.ends_on,
        )
    if found or wanted.cut:
        after(ledger_now(found) if found else Ledger(), wanted.move, wanted.amount)
    return found
