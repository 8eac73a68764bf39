"""May invented records be drawn once more from the people of these years, and what is left after it?

Every draw spends, published or not: otherwise somebody could draw until one pleases. What was spent adds
up over all draws, whatever their years, because one person may be in several of them (basic composition).
Years are pooled, five or more, and the ledger of ε says what each draw spent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cauce.content.model import Text, both

LEAST_YEARS = 5  # no parameter: fewer is never safe here, whatever an edition says


@dataclass(frozen=True, slots=True)
class Pool:
    """Whole calendar years, both ends counted."""

    first: int
    last: int

    @property
    def years(self) -> int:
        return max(0, self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be spent in all, what was, and what is left; ``refused`` is empty when a draw may be made."""

    budget: Decimal
    spent: Decimal
    refused: tuple[Text, ...]

    @property
    def left(self) -> Decimal:
        return max(Decimal(0), self.budget - self.spent)


def standing(
    pool: Pool,
    *,
    epsilon: Decimal,
    people: int,
    spent: Iterable[Decimal],
    budget: Decimal,
    least_people: int,
    current_year: int,
) -> Standing:
    """Whether a draw at this ε may be made, with every reason against it.

    ``people``: how many different people the pool holds; it is looked at in the house and never told.
    ``current_year``: it is not over, so it is in no pool.
    """
    used = sum(spent, Decimal(0))
    now = Standing(budget, used, ())
    reasons = []
    if pool.years < LEAST_YEARS:
        reasons.append(
            both(
                f"Son {pool.years} años; se necesitan al menos {LEAST_YEARS} años completos juntos.",
                f"These are {pool.years} years; at least {LEAST_YEARS} whole years together are needed.",
            )
        )
    if pool.last >= current_year:
        reasons.append(
            both(
                f"{current_year} no ha terminado; use años completos.",
                f"{current_year} is not over; use whole years.",
            )
        )
    if people < least_people:
        reasons.append(
            both(
                f"En esos años hay menos de {least_people} personas: los registros serían casi solo ruido.",
                (
                    f"Those years hold fewer than {least_people} people: the records "
                    "would be noise, almost alone."
                ),
            )
        )
    if epsilon <= 0:
        reasons.append(both("ε debe ser mayor que cero.", "ε must be above zero."))
    elif epsilon > now.left:
        reasons.append(
            both(
                (
                    f"Pide ε = {said(epsilon)} y quedan {said(now.left)} de "
                    f"{said(budget)}: lo gastado no vuelve."
                ),
                f"It asks for ε = {said(epsilon)} and {said(now.left)} of {said(budget)} is left: "
                "what was spent does not come back.",
            )
        )
    return Standing(budget, used, tuple(reasons))


def said(amount: Decimal) -> str:
    """An amount of ε without zeros that say nothing: «0.5», «2»."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
