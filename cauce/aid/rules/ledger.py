"""Does the money add up? The budget of a post as a ledger, and what one aid still has to account for.

Allocated = left + committed + spent, and none of them below zero: each movement that would break
it is refused with the figures. A proposal of ours (the rules of the programme were not found).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cauce.content.errors import BadInput, unknown
from cauce.content.model import Text

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
        raise BadInput("El monto debe ser mayor que cero.", "The amount must be above zero.", where="amount")
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
    raise BadInput(
        f"No alcanza: se necesitan {amount:,.2f} y hay {has:,.2f} ({name[0]}); faltan {short:,.2f}. "
        f"Asignado {ledger.allocated:,.2f}, comprometido {ledger.committed:,.2f}, ejercido "
        f"{ledger.spent:,.2f}.",
        f"Not enough: {amount:,.2f} is needed and there is {has:,.2f} ({name[1]}); {short:,.2f} short. "
        f"Allocated {ledger.allocated:,.2f}, committed {ledger.committed:,.2f}, spent "
        f"{ledger.spent:,.2f}.",
        where="amount",
        cure_es="Pida a oficinas centrales que amplíe el presupuesto, o baje el monto.",
        cure_en="Ask headquarters to raise the budget, or lower the amount.",
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
        raise BadInput(
            f"El recibo está en {given} y el apoyo en {expected}.",
            f"The receipt is in {given} and the aid in {expected}.",
            where="currency",
            cure_es="Anote el recibo en la moneda en que se entregó.",
            cure_en="Note the receipt in the currency that was handed over.",
        )


def check_sum(lines: Sequence[Decimal], total: Decimal, currency: str) -> None:
    """The lines of a receipt make its total. Raises ``BadInput`` that names the difference."""
    summed = sum(lines, ZERO)
    if summed != total:
        raise BadInput(
            f"Los renglones suman {currency} {summed:,.2f} y el total dice {currency} {total:,.2f}: "
            f"la diferencia es {currency} {abs(summed - total):,.2f}.",
            f"The lines make {currency} {summed:,.2f} and the total says {currency} {total:,.2f}: "
            f"the difference is {currency} {abs(summed - total):,.2f}.",
            where="total",
            cure_es="Revise los renglones con el recibo en la mano.",
            cure_en="Check the lines against the receipt.",
        )


def check_settled(balance: Balance, currency: str) -> None:
    """Everything handed over has a receipt or came back. Raises ``BadInput`` with what is open."""
    if balance.open:
        raise BadInput(
            (
                f"Faltan por comprobar {currency} {balance.open:,.2f}: se entregaron "
                f"{balance.delivered:,.2f}, hay recibos por {balance.receipts:,.2f} y se devolvieron "
                f"{balance.returned:,.2f}."
            ),
            f"{currency} {balance.open:,.2f} is not accounted for: {balance.delivered:,.2f} was handed over, "
            f"receipts make {balance.receipts:,.2f} and {balance.returned:,.2f} came back.",
            where="settle",
            cure_es="Anote los recibos que falten o lo que se devolvió.",
            cure_en="Note the receipts that are missing, or what came back.",
        )


def _differs(es: str, en: str, over: Decimal, currency: str) -> None:
    raise BadInput(
        f"{es}: sobran {currency} {over:,.2f}.",
        f"{en}: {currency} {over:,.2f} too much.",
        where="amount",
        cure_es="Revise el monto.",
        cure_en="Check the amount.",
    )


def read_money(text: str, where: str = "amount") -> Decimal:
    """What somebody typed as money: «1,250.50», «1250.5». Raises ``BadInput`` for anything else."""
    bare = text.strip().removeprefix("$").strip()
    if not _MONEY.fullmatch(bare) or len(bare) > 14:
        raise BadInput(
            f"«{text[:20]}» no se puede leer como dinero.",
            f"'{text[:20]}' cannot be read as money.",
            where=where,
            cure_es="Escríbalo con punto decimal: 1250.50.",
            cure_en="Write it with a decimal point: 1250.50.",
        )
    return Decimal(bare.replace(",", "")).quantize(Decimal("0.01"))
