"""From rows to what the rules read: types, budgets and balances. One way only."""

from __future__ import annotations

from typing import Any

from cauce.aid.rules.aid import Kind, PopulationVerdict, population_of
from cauce.aid.rules.ledger import Balance, Ledger, balance_of, ledger_of
from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor

from .models import AidKind, AidLine, AidRequest, Budget


def kind_of(row: AidKind) -> Kind:
    return Kind(
        row.code,
        row.population,
        row.unit,
        row.ceiling,
        row.currency,
        frozenset(row.evidence),
        row.approver,
        row.valid_from,
        row.valid_to,
        str(row.id),
    )


def approved_kinds() -> list[AidKind]:
    """Every approved type, the ones that are over too: what was asked then keeps its own."""
    return list(AidKind.objects.filter(state="approved").order_by("code", "population", "valid_from"))


def ledger_now(budget: Budget) -> Ledger:
    """The budget after all its lines."""
    rows = AidLine.objects.everywhere("numbers").filter(budget=budget).order_by("number")
    return ledger_of(rows.values_list("kind", "amount"))


def balance_now(row: AidRequest) -> Balance:
    """What this aid still has to account for."""
    lines = AidLine.objects.filter(request=row).values_list("kind", "amount")
    return balance_of(row.amount or Balance().approved, lines)


def words_of(row: AidRequest) -> dict[str, Any]:
    """What it is for and where its evidence is kept; empty: its key was destroyed."""
    try:
        return AidRequest.sealed.open(row)
    except KeyGone:
        return {}


def receipt_of(row: AidRequest, line: AidLine) -> dict[str, Any]:
    """The number and the lines of a receipt; empty: nothing was added, or its key was destroyed."""
    if line.sealed is None:
        return {}
    try:
        return AidLine.sealed.open(line, row.case.key_id)
    except KeyGone:
        return {}


def population_now(case: Case) -> PopulationVerdict:
    """For whom it would be asked today, and why; the age is what the case knows."""
    known = facts_of(case)
    return population_of(known.get("person.age"), doubt=known.get("person.age_doubt") is True)


def roles_at(actor: Actor, post: str) -> set[str]:
    """The roles this person holds at a post or for the whole network."""
    return {one.role for one in actor.grants if one.partner is None and one.post in (None, post)}
