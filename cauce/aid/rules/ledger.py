"""Does the money add up? The budget of a post as a ledger, and what one aid still has to account for.

Allocated = left + committed + spent, and none of them below zero: each movement that would break
it is refused with the figures. A proposal of ours (the rules of the programme were not found).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text

bad_input = BadInputs(__file__)

ALLOTTED, CUT = "allotted", "cut"
COMMITTED, RELEASED, DELIVERED, RETURNED, RECEIPT = (
    "committed",
    "released",
    "delivered",
    "returned",
    "receipt",
)
MOVES = (ALLOTTED, CUT, COMMITTED, RELEASED, DELIVERED, RETURNED)
KINDS = (*MOVES, RECEIPT)
ZERO = Decimal("0.00")
_MONEY = re.compile(r"\d{1,3}(,\d{3})*(\.\d{1,2})?|\d+(\.\d{1,2})?")

LABELS = {
    DELIVERED: Text(es="Se entregó", en="Handed over"),
    RECEIPT: Text(es="Se comprobó con recibo", en="Receipt"),
    RETURNED: Text(es="Se devolvió", en="Returned"),
    COMMITTED: Text(es="Se apartó del presupuesto", en="Set aside from the budget"),
    RELEASED: Text(es="Volvió al presupuesto", en="Went back to the budget"),
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """A budget after its movements so far."""

    allocated: Decimal = ZERO
    committed: Decimal = ZERO
    spent: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        return self.allocated - self.committed - self.spent


def after(ledger: Ledger, move: str, amount: Decimal) -> Ledger:
    """The ledger once this movement is written. Raises ``BadInput`` with the figures, ``Unknown``."""
    if move not in MOVES:
        raise unknown("movimientos", "movements", move, MOVES)
    if amount <= 0:
        raise bad_input("the_amount_must_be_above_zero", where="amount")
    a, c, s = ledger.allocated, ledger.committed, ledger.spent
    if move == ALLOTTED:
        return Ledger(a + amount, c, s)
    has, names = {
        CUT: (ledger.left, ("disponible", "left")),
        COMMITTED: (ledger.left, ("disponible", "left")),
        RELEASED: (c, ("comprometido", "committed")),
        DELIVERED: (c, ("comprometido", "committed")),
        RETURNED: (s, ("ejercido", "spent")),
    }[move]
    _check_covers(ledger, amount, has, names)
    if move == CUT:
        return Ledger(a - amount, c, s)
    if move == COMMITTED:
        return Ledger(a, c + amount, s)
    if move == RELEASED:
        return Ledger(a, c - amount, s)
    if move == DELIVERED:
        return Ledger(a, c - amount, s + amount)
    return Ledger(a, c, s - amount)


def _check_covers(ledger: Ledger, amount: Decimal, has: Decimal, name: tuple[str, str]) -> None:
    if amount <= has:
        return
    short = amount - has
    raise bad_input(
        "there_is_not_enough_money",
        where="amount",
        amount=amount,
        has=has,
        name_es=name[0],
        short=short,
        allocated=ledger.allocated,
        committed=ledger.committed,
        spent=ledger.spent,
        name_en=name[1],
    )


def ledger_of(moves: Iterable[tuple[str, Decimal]]) -> Ledger:
    """The ledger after all movements in order; receipts move nothing."""
    ledger = Ledger()
    for move, amount in moves:
        if move != RECEIPT:
            ledger = after(ledger, move, amount)
    return ledger


@dataclass(frozen=True, slots=True)
class Balance:
    """What one aid approved, handed over, proved with receipts and got back."""

    approved: Decimal = ZERO
    delivered: Decimal = ZERO
    receipts: Decimal = ZERO
    returned: Decimal = ZERO
    released: Decimal = ZERO  # went back to the budget without being handed over

    @property
    def open(self) -> Decimal:
        """What was handed over and has neither a receipt nor come back."""
        return self.delivered - self.receipts - self.returned

    @property
    def undelivered(self) -> Decimal:
        return self.approved - self.delivered - self.released


def balance_of(approved: Decimal, lines: Iterable[tuple[str, Decimal]]) -> Balance:
    """The balance of one aid from its lines."""
    sums = {DELIVERED: ZERO, RECEIPT: ZERO, RETURNED: ZERO, RELEASED: ZERO}
    for kind, amount in lines:
        if kind in sums:
            sums[kind] += amount
    return Balance(approved, sums[DELIVERED], sums[RECEIPT], sums[RETURNED], sums[RELEASED])


def check_delivery(balance: Balance, amount: Decimal, currency: str) -> None:
    """Nothing is handed over beyond what was approved. Raises ``BadInput`` with the difference."""
    if amount > balance.undelivered:
        _differs(
            f"Lo aprobado que falta entregar son {currency} {balance.undelivered:,.2f}",
            f"What was approved and not handed over is {currency} {balance.undelivered:,.2f}",
            amount - balance.undelivered,
            currency,
        )


def check_proof(balance: Balance, amount: Decimal, currency: str) -> None:
    """Receipts and returns never pass what was handed over. Raises ``BadInput`` with the difference."""
    if amount > balance.open:
        _differs(
            f"Por comprobar quedan {currency} {balance.open:,.2f}",
            f"What is left to account for is {currency} {balance.open:,.2f}",
            amount - balance.open,
            currency,
        )


def check_currency(given: str, expected: str) -> None:
    """One aid, one currency. Raises ``BadInput``."""
    if given != expected:
        raise bad_input("receipt_is_in_given_and_aid", where="currency", given=given, expected=expected)


def check_sum(lines: Sequence[Decimal], total: Decimal, currency: str) -> None:
    """The lines of a receipt make its total. Raises ``BadInput`` that names the difference."""
    summed = sum(lines, ZERO)
    if summed != total:
        raise bad_input(
            "the_lines_do_not_make_the_total",
            where="total",
            currency=currency,
            summed=summed,
            total=total,
            difference=abs(summed - total),
        )


def check_settled(balance: Balance, currency: str) -> None:
    """Everything handed over has a receipt or came back. Raises ``BadInput`` with what is open."""
    if balance.open:
        raise bad_input(
            "money_is_not_accounted_for",
            where="settle",
            currency=currency,
            open=balance.open,
            delivered=balance.delivered,
            receipts=balance.receipts,
            returned=balance.returned,
        )


def _differs(es: str, en: str, over: Decimal, currency: str) -> None:
    raise bad_input("it_is_too_much", where="amount", es=es, currency=currency, over=over, en=en)


def read_money(text: str, where: str = "amount") -> Decimal:
    """What somebody typed as money: «1,250.50», «1250.5». Raises ``BadInput`` for anything else."""
    bare = text.strip().removeprefix("$").strip()
    if not _MONEY.fullmatch(bare) or len(bare) > 14:
        raise bad_input("text_cannot_be_read_as_money", where=where, text=text[:20])
    return Decimal(bare.replace(",", "")).quantize(Decimal("0.01"))
