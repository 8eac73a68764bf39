"""Economic aid: which type was in force for whom, up to how much, with what evidence, and who approves.

Amounts, ceilings and approval levels were not found in public copies of the rules (source
``aid-rules``): types are configuration, shipped empty. Nothing here promises anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text

bad_input = BadInputs(__file__)

ADULT, MINOR = "adult", "minor"
POPULATIONS = {
    ADULT: Text(es="Persona adulta", en="Adult"),
    MINOR: Text(es="Menor de 18 años", en="Under 18"),
}
PER_DAY, ONCE = "per_day", "once"
UNITS = {PER_DAY: Text(es="por día", en="per day"), ONCE: Text(es="una sola vez", en="once")}
APPROVERS = {
    "protection_consul": Text(es="Cónsul de protección", en="Protection consul"),
    "head_of_post": Text(es="Titular del consulado", en="Head of post"),
    "headquarters": Text(es="Oficinas centrales", en="Headquarters"),
}
CURRENCIES = ("MXN", "USD")
AGE_OF_MAJORITY = 18
MOST_DAYS = 366
MOST = Decimal(1_000_000)  # no aid of this house reaches it

# Where a request stands.
WAITS, ASKED, APPROVED, DECLINED = "waits", "asked", "approved", "declined"
TAKEN_BACK, GIVEN, SETTLED = "taken_back", "given", "settled"
LAPSED = "lapsed"  # approved and not handed over when the case went to another post
STATES = {
    WAITS: Text(es="Espera a que haya montos", en="Waits until there are amounts"),
    ASKED: Text(es="Espera aprobación", en="Waits for approval"),
    APPROVED: Text(es="Aprobado, sin entregar", en="Approved, not handed over"),
    DECLINED: Text(es="No se aprobó", en="Not approved"),
    TAKEN_BACK: Text(es="Se retiró la solicitud", en="Request withdrawn"),
    GIVEN: Text(es="Entregado, por comprobar", en="Handed over, to be accounted for"),
    SETTLED: Text(es="Comprobado", en="Accounted for"),
    LAPSED: Text(
        es="Venció al cambiar de consulado: pídalo de nuevo",
        en="Lapsed on moving to another post: request it again",
    ),
}

UNKNOWN_AGE = Text(
    es="Falta saber la edad: pregúntela antes de pedirlo.", en="The age is not known: ask before requesting."
)
IN_DOUBT = Text(
    es="Hay duda de si ya cumplió 18: cuenta como menor de edad.",
    en="There is doubt whether the person turned 18: counts as under 18.",
)
BY_AGE = Text(es="Según su edad el día en que se pidió.", en="By the age on the day it was asked.")
NO_KIND = Text(
    es="Ese día no había un tipo de apoyo con montos para esta persona.",
    en="On that day no type of aid with amounts held for this person.",
)
GREW_UP = Text(
    es="Cumplió 18 mientras esto seguía en curso: cuenta la edad del día en que se pidió.",
    en="Turned 18 while this was under way: the age on the day it was asked counts.",
)
CHANGED = Text(
    es="El tope cambió después de pedirlo: cuenta el del día en que se pidió.",
    en="The ceiling changed after it was asked: the one of that day counts.",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One configured type, for one population, from a day on. ``valid_to`` None: no end is known."""

    code: str
    population: str
    unit: str
    ceiling: Decimal
    currency: str
    evidence: frozenset[str]
    approver: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class PopulationVerdict:
    """For whom it is asked, and why. ``population`` None: the age must be asked first."""

    population: str | None
    reason: Text


def population_of(age: int | None, *, doubt: bool = False) -> PopulationVerdict:
    """Adult or under 18, by the age on the day of the request; in doubt, under 18 (P2-07)."""
    if doubt:
        return PopulationVerdict(MINOR, IN_DOUBT)
    if age is None:
        return PopulationVerdict(None, UNKNOWN_AGE)
    return PopulationVerdict(MINOR if age < AGE_OF_MAJORITY else ADULT, BY_AGE)


@dataclass(frozen=True, slots=True)
class KindVerdict:
    """The type in force on a day, or None and why."""

    kind: Kind | None
    reason: Text | None = None


def in_force(kinds: Iterable[Kind], code: str, population: str, on: dt.date) -> KindVerdict:
    """The type with this code for this population on that day: the newest that had begun.

    A newer one supersedes the older from its first day; one that ended leaves nothing in force: the
    older never comes back, and the nearest is never used instead.
    """
    begun = [k for k in kinds if (k.code, k.population) == (code, population) and k.valid_from <= on]
    newest = max(begun, key=lambda k: k.valid_from, default=None)
    if newest is None or (newest.valid_to is not None and on > newest.valid_to):
        return KindVerdict(None, NO_KIND)
    return KindVerdict(newest)


def all_in_force(kinds: Collection[Kind], on: dt.date) -> tuple[Kind, ...]:
    """Every type in force on a day, by code and population."""
    pairs = sorted({(k.code, k.population) for k in kinds})
    found = (in_force(kinds, code, population, on).kind for code, population in pairs)
    return tuple(kind for kind in found if kind is not None)


def check_kind(kind: Kind, evidence: Collection[str]) -> None:
    """Whether a type may be proposed.

    ``evidence``: the codes that exist. Raises ``BadInput``, ``Unknown``.
    """
    lists = (
        (POPULATIONS, kind.population, "población", "population"),
        (UNITS, kind.unit, "unidades", "units"),
        (CURRENCIES, kind.currency, "monedas", "currencies"),
        (APPROVERS, kind.approver, "quienes aprueban", "approvers"),
    )
    for known, given, es, en in lists:
        if given not in known:
            raise unknown(es, en, given, known)
    for code in sorted(kind.evidence - set(evidence)):
        raise unknown("comprobantes", "evidence", code, evidence)
    check_positive(kind.ceiling, "ceiling")
    if kind.valid_to is not None and kind.valid_to < kind.valid_from:
        raise bad_input("the_last_day_is_before_the_first_correct", where="valid_to")


def check_positive(amount: Decimal, where: str = "amount") -> None:
    """Money is above zero, in cents, and below a million. Raises ``BadInput``."""
    if amount.is_nan() or not 0 < amount < MOST:
        raise bad_input("amount_must_be_above_zero_and_below", where=where, most=MOST)
    if amount != amount.quantize(Decimal("0.01")):
        raise bad_input("money_is_counted_to_the_cent", where=where)


def days_of(start: dt.date, end: dt.date) -> int:
    """How many days, both included. Raises ``BadInput`` when they are turned round or too many."""
    days = (end - start).days + 1
    if not 0 < days <= MOST_DAYS:
        raise bad_input("the_last_day_is_before_the_first_or_too_far", where="until")
    return days


def most_for(kind: Kind, days: int) -> Decimal:
    """The most that this type allows for so many days; the days do not count where it is given once."""
    return kind.ceiling * days if kind.unit == PER_DAY else kind.ceiling


def check_amount(kind: Kind, days: int, amount: Decimal) -> None:
    """Whether the amount is within the ceiling. Raises ``BadInput`` with the figures."""
    check_positive(amount)
    most = most_for(kind, days)
    if amount > most:
        over = amount - most
        raise bad_input(
            "it_asks_more_than_the_ceiling",
            where="amount",
            amount=money(amount, kind.currency),
            most=money(most, kind.currency),
            over=money(over, kind.currency),
        )


def missing_evidence(kind: Kind, shown: Collection[str]) -> tuple[str, ...]:
    """What the type requires and nobody has ticked yet, in order."""
    return tuple(sorted(kind.evidence - set(shown)))


def check_approver(kind: Kind, who: str, roles: Collection[str], asked: Collection[str]) -> None:
    """Whether this person may decide: the role that the type names, and never whoever asked."""
    if who in asked:
        raise bad_input("whoever_asked_does_not_decide", where="decide")
    if kind.approver not in roles:
        name = APPROVERS[kind.approver]
        raise bad_input("this_type_is_approved_by", where="decide", name=name)


def changes_since_asked(asked: Kind, now: KindVerdict, population: str, age: int | None) -> tuple[Text, ...]:
    """What changed between the day it was asked and today, to be said where it is decided."""
    found = []
    if population == MINOR and age is not None and age >= AGE_OF_MAJORITY:
        found.append(GREW_UP)
    if now.kind is None or now.kind.id != asked.id:
        found.append(CHANGED)
    return tuple(found)


def money(amount: Decimal, currency: str) -> str:
    """«USD 1,250.00»: one way to write it in both languages."""
    return f"{currency} {amount:,.2f}"
