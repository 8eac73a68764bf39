"""The only look-ups of the ledger of ε."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from .models import SyntheticDraw


@dataclass(frozen=True, slots=True)
class PrivacyLedger:
    """Every draw, the newest first; the budget of that day and what is left of it."""

    rows: tuple[SyntheticDraw, ...]
    budget: Decimal
    least_people: int

    @property
    def spent(self) -> Decimal:
        return sum((row.epsilon for row in self.rows), Decimal(0))

    @property
    def left(self) -> Decimal:
        return max(Decimal(0), self.budget - self.spent)


def privacy_ledger(actor: Actor, at: dt.datetime) -> PrivacyLedger:
    """The whole ledger, for whoever reads editions of statistics. Raises ``Absent``."""
    check_may(actor, "statistics.read")
    content, today = current_edition(at), offices.day_at(None, at)
    return PrivacyLedger(
        tuple(SyntheticDraw.objects.order_by("-number")),
        Decimal(parameter_on(content, "synthetic-budget", today).value),
        parameter_on(content, "synthetic-people", today).value,
    )


def last_draw(pool: str) -> SyntheticDraw | None:
    """The newest draw of those years; None: nobody drew any."""
    first, _, last = pool.partition("-")
    rows = SyntheticDraw.objects.filter(first_year=int(first), last_year=int(last))
    return rows.order_by("-number").first()
