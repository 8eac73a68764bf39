"""Money is handed over, proved with receipts or given back, and accounted for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cauce.aid.rules.aid import APPROVED, GIVEN, SETTLED, check_positive
from cauce.aid.rules.ledger import (
    DELIVERED,
    RECEIPT,
    RELEASED,
    RETURNED,
    check_currency,
    check_delivery,
    check_proof,
    check_settled,
    check_sum,
)
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..facts import balance_now
from ..models import AidRequest
from ._shared import asker, check_state, move, tell

bad_input = BadInputs(__file__)


def _check_day(row: AidRequest, on: dt.date, at: dt.datetime) -> None:
    if on > offices.day_at(row.case.post, at):
        raise bad_input("that_date_is_in_the_future", where="on")
    if row.decided_at and on < offices.day_at(row.case.post, row.decided_at):
        raise bad_input("that_date_is_before_the_approval", where="on")


def _check_here(row: AidRequest) -> None:
    if row.went:
        raise bad_input("the_case_moved_to_another_post")


def _about(entry: Entry, row: AidRequest, amount: Decimal) -> None:
    entry.about("aid", row.id, post=row.case.post_id)
    entry.detail(case=str(row.case_id), amount=str(amount), currency=row.kind.currency)


@act("aid.deliver", requires="aid.ask", on="aid")
def deliver_aid(
    *, actor: Actor, entry: Entry, aid: AidRequest, amount: Decimal, on: dt.date, at: dt.datetime
) -> None:
    """All or a part is handed over; never more than was approved. Raises ``BadInput``."""
    check_state(aid, APPROVED, GIVEN)
    _check_here(aid)
    check_positive(amount)
    _check_day(aid, on, at)
    check_delivery(balance_now(aid), amount, aid.kind.currency)
    move(aid.budget, DELIVERED, amount, on=on, at=at, by=actor.user, request=aid)
    aid.state, aid.given_at = GIVEN, aid.given_at or at
    aid.save()
    _about(entry, aid, amount)


@dataclass(frozen=True)
class Receipt:
    """One receipt: its lines, what its total says, and its day."""

    number: str
    currency: str
    lines: Sequence[tuple[str, Decimal]]
    total: Decimal
    on: dt.date


@act("aid.receipt", requires="aid.ask", on="aid")
def record_receipt(
    *,
    actor: Actor,
    entry: Entry,
    aid: AidRequest,
    receipt: Receipt,
    at: dt.datetime,
) -> None:
    """One receipt with its lines. Raises ``BadInput`` that names the difference when they do not make
    the total, the currency is another, or it passes what was handed over."""
    check_state(aid, GIVEN)
    check_currency(receipt.currency, aid.kind.currency)
    for _, amount in receipt.lines:
        check_positive(amount, "lines")
    check_positive(receipt.total, "total")
    check_sum([amount for _, amount in receipt.lines], receipt.total, receipt.currency)
    _check_day(aid, receipt.on, at)
    check_proof(balance_now(aid), receipt.total, receipt.currency)
    said = {"number": receipt.number, "lines": [[what, str(amount)] for what, amount in receipt.lines]}
    move(aid.budget, RECEIPT, receipt.total, on=receipt.on, at=at, by=actor.user, request=aid, said=said)
    _about(entry, aid, receipt.total)


@act("aid.return", requires="aid.ask", on="aid")
def record_return(
    *, actor: Actor, entry: Entry, aid: AidRequest, amount: Decimal, on: dt.date, at: dt.datetime
) -> None:
    """What was handed over and came back: it goes back to the budget. Raises ``BadInput``."""
    check_state(aid, GIVEN)
    check_positive(amount)
    _check_day(aid, on, at)
    check_proof(balance_now(aid), amount, aid.kind.currency)
    move(aid.budget, RETURNED, amount, on=on, at=at, by=actor.user, request=aid)
    _about(entry, aid, amount)


@act("aid.settle", requires="aid.settle", on="aid")
def settle_aid(*, actor: Actor, entry: Entry, aid: AidRequest, at: dt.datetime) -> None:
    """It adds up: handed over = receipts + returned. What was not handed over goes back to the budget.

    Raises ``BadInput`` that names what is open.
    """
    check_state(aid, APPROVED, GIVEN)
    balance = balance_now(aid)
    check_settled(balance, aid.kind.currency)
    if balance.undelivered:
        move(
            aid.budget,
            RELEASED,
            balance.undelivered,
            on=offices.day_at(aid.case.post, at),
            at=at,
            by=actor.user,
            request=aid,
        )
    aid.state, aid.settled_by, aid.settled_at = SETTLED, actor.user, at
    aid.save()
    _about(entry, aid, balance.delivered)


@act("aid.chase", requires="system.run", on="aid")
def chase_aid(*, actor: Actor, entry: Entry, aid: AidRequest, at: dt.datetime) -> None:
    """Handed over and not accounted for in time: whoever asked and who leads are told, once."""
    entry.about("aid", aid.id, post=aid.case.post_id)
    if aid.state == GIVEN:
        lead = offices.staff(aid.case.post_id, "protection_consul", "head_of_post", case=aid.case_id)
        people = {user.id: user for user in [*asker(aid), *lead]}
        tell(
            aid,
            "aid_open",
            people.values(),
            "Hay cuentas por comprobar. / There are accounts to settle.",
            at,
        )
