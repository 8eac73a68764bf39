"""From rows to what the rules read: types, budgets and balances. One way only."""

from __future__ import annotations

from typing import Any

from cauce.keystore import KeyGone, unseal
from cauce.rules.aid import Kind
from cauce.rules.ledger import Balance, Ledger, balance_of, ledger_of

from .models import AidKind, AidLine, AidRequest, Budget


def request_context(row: AidRequest) -> str:
    return f"aid.request|{row.id}|words|1"


def line_context(row: AidLine) -> str:
    return f"aid.line|{row.id}|receipt|1"


def kind_of(row: AidKind) -> Kind:
    return Kind(
        row.code, row.population, row.unit, row.ceiling, row.currency, frozenset(row.evidence),
        row.approver, row.valid_from, row.valid_to, str(row.id),
    )  # fmt: skip


def approved_kinds() -> list[AidKind]:
    """Every approved type, the ones that are over too: what was asked then keeps its own."""
    return list(
        AidKind.objects.filter(state="approved").order_by("code", "population", "valid_from")
    )


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
        return unseal(row.case.key_id, request_context(row), bytes(row.sealed))
    except KeyGone:
        return {}


def receipt_of(row: AidRequest, line: AidLine) -> dict[str, Any]:
    """The number and the lines of a receipt; empty: nothing was added, or its key was destroyed."""
    if line.sealed is None:
        return {}
    try:
        return unseal(row.case.key_id, line_context(line), bytes(line.sealed))
    except KeyGone:
        return {}
