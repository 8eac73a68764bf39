"""The money adds up: after any sequence of movements, and where it does not, the difference is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.aid.rules.ledger import (
    ALLOTTED,
    COMMITTED,
    DELIVERED,
    MOVES,
    RECEIPT,
    RELEASED,
    RETURNED,
    ZERO,
    Ledger,
    after,
    balance_of,
    check_currency,
    check_delivery,
    check_proof,
    check_settled,
    check_sum,
    ledger_of,
    read_money,
)
from cauce.content.errors import BadInput, Unknown

CENTS = st.integers(-500, 100_000).map(lambda cents: Decimal(cents) / 100)


@given(st.lists(st.tuples(st.sampled_from(MOVES), CENTS), max_size=60))
def test_allocated_is_always_left_and_committed_and_spent_and_none_is_below_zero(moves):
    ledger, done = Ledger(), []
    for move, amount in moves:
        try:
            ledger = after(ledger, move, amount)
        except BadInput:
            continue  # refused: nothing changed
        done.append((move, amount))
        assert ledger.allocated == ledger.left + ledger.committed + ledger.spent
        assert min(ledger.allocated, ledger.left, ledger.committed, ledger.spent) >= 0
    assert ledger_of(done) == ledger


@given(st.lists(st.tuples(st.sampled_from((DELIVERED, RECEIPT, RETURNED)), CENTS), max_size=40))
def test_what_one_aid_accounts_for_never_passes_what_it_gave(moves):
    approved, done = Decimal("500.00"), []
    for kind, amount in moves:
        if amount <= 0:
            continue
        balance = balance_of(approved, done)
        try:
            (check_delivery if kind == DELIVERED else check_proof)(balance, amount, "USD")
        except BadInput:
            continue
        done.append((kind, amount))
    balance = balance_of(approved, done)
    assert balance.open >= 0 and balance.undelivered >= 0
    assert balance.delivered == balance.open + balance.receipts + balance.returned


def test_what_the_budget_does_not_reach_is_refused_with_the_figures():
    ledger = ledger_of([(ALLOTTED, Decimal("100.00")), (COMMITTED, Decimal("70.00"))])
    with pytest.raises(BadInput, match=r"40.00 is needed and there is 30.00 \(left\); 10.00 short"):
        after(ledger, COMMITTED, Decimal("40.00"))
    with pytest.raises(Unknown):
        after(ledger, "borrowed", Decimal("1.00"))


def test_lines_that_do_not_make_the_total_name_the_difference():
    check_sum([Decimal("10.00"), Decimal("2.50")], Decimal("12.50"), "USD")
    with pytest.raises(BadInput, match="the difference is USD 0.50"):
        check_sum([Decimal("10.00"), Decimal("2.00")], Decimal("12.50"), "USD")


def test_a_receipt_in_another_currency_or_above_what_was_given_is_refused():
    with pytest.raises(BadInput, match="in MXN and the aid in USD"):
        check_currency("MXN", "USD")
    balance = balance_of(Decimal("50.00"), [(DELIVERED, Decimal("40.00"))])
    with pytest.raises(BadInput, match="USD 5.00 too much"):
        check_proof(balance, Decimal("45.00"), "USD")
    with pytest.raises(BadInput, match="USD 1.00 too much"):
        check_delivery(balance, Decimal("11.00"), "USD")


def test_it_is_settled_when_receipts_and_returns_make_what_was_given():
    lines = [(DELIVERED, Decimal("40.00")), (RECEIPT, Decimal("35.00"))]
    with pytest.raises(BadInput, match="USD 5.00 is not accounted for"):
        check_settled(balance_of(Decimal("50.00"), lines), "USD")
    check_settled(balance_of(Decimal("50.00"), [*lines, (RETURNED, Decimal("5.00"))]), "USD")
    assert balance_of(ZERO, []).open == 0


@pytest.mark.parametrize(
    ("typed", "read"), [("1250.50", "1250.50"), ("1,250.5", "1250.50"), (" $20 ", "20.00"), ("0.05", "0.05")]
)
def test_money_is_read_as_it_is_written(typed, read):
    assert read_money(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["12,50", "1.250,50", "", "veinte", "-5", "1e3", "1.005", "9" * 20])
def test_what_could_be_read_in_two_ways_is_asked_again(typed):
    with pytest.raises(BadInput):
        read_money(typed)


def test_what_went_back_to_the_budget_can_no_longer_be_handed_over():
    lines = [
        (COMMITTED, Decimal("60.00")),
        (DELIVERED, Decimal("25.00")),
        (RELEASED, Decimal("35.00")),
    ]
    balance = balance_of(Decimal("60.00"), lines)
    assert (balance.undelivered, balance.open) == (0, 25)
    with pytest.raises(BadInput, match="USD 0.01 too much"):
        check_delivery(balance, Decimal("0.01"), "USD")
