"""Nobody departs before every gate is open; and each gate says what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.errors import BadInput
from cauce.content.model import both
from cauce.family.reunification.rules.returning import (
    EXPLAINED,
    AgeOnDay,
    Evidence,
    Handover,
    age_on_departure,
    chain_arrived,
    chain_gaps,
    check_counted,
    check_next,
    closed,
    gates,
)

DAY = dt.date(2026, 12, 3)
ADULT, CHILD = AgeOnDay(False, both("x", "x")), AgeOnDay(True, both("x", "x"))


def hand(giver: str, receiver: str, hour: int, capacity: str = "escort", checked: bool = True) -> Handover:
    return Handover(
        giver,
        receiver,
        capacity,
        dt.datetime(2026, 12, 3, hour, tzinfo=dt.UTC),
        "Aeropuerto",
        checked,
    )


READY = Evidence(
    age=ADULT,
    wish=True,
    told=frozenset(EXPLAINED),
    advice="taken",
    risk="medium",
    fit="yes_fit",
    travel=True,
    first_leg=DAY,
    money="receipt",
    departs_on=DAY,
    reception=True,
    escort="alone",
    contact=True,
)


def left(known: Evidence) -> set[str]:
    return {one.id for one in closed(gates(known))}


def test_a_declaration_that_nobody_else_heard_opens_no_departure():
    [gate] = closed(gates(replace(READY, unheard=True)))
    assert gate.id == "wish" and "alone is not enough" in gate.missing[0].en


def test_with_everything_in_place_every_gate_is_open():
    assert left(READY) == set()
    assert "handover" not in {one.id for one in gates(READY)}


def test_nothing_done_every_gate_is_closed_and_says_why_in_both_languages():
    found = gates(Evidence(age=CHILD))
    assert all(not one.open and one.missing[0].es and one.missing[0].en and one.who.es for one in found)


BROKEN = {
    "wish": [{"wish": None}, {"wish": False}, {"told": None}, {"told": frozenset({"stay"})}],
    "advice": [{"advice": ""}, {"advice": "offered"}],
    "risk": [{"risk": ""}, {"risk": "high"}],
    "fitness": [{"fit": ""}, {"fit": "later"}, {"fit_until": DAY - dt.timedelta(days=1)}],
    "travel": [{"travel": False}, {"departs_on": None}, {"first_leg": DAY + dt.timedelta(days=1)}],
    "escort": [{"escort": ""}, {"company": True}],
    "money": [{"money": ""}],
    "reception": [{"reception": False}],
    "contact": [{"contact": False}],
}


@pytest.mark.parametrize(("gate", "change"), [(g, c) for g, all_ in BROKEN.items() for c in all_])
def test_one_thing_missing_closes_its_gate_alone(gate, change):
    assert left(replace(READY, **change)) == {gate}


def test_whatever_is_broken_those_gates_and_no_others_are_closed():
    for size in range(len(BROKEN) + 1):
        for names in combinations(sorted(BROKEN), size):
            changed = READY
            for name in names:
                changed = replace(changed, **BROKEN[name][0])
            assert left(changed) == set(names)


def test_a_high_risk_is_open_once_a_second_person_agrees():
    assert left(replace(READY, risk="high", agreed=True)) == set()


def test_a_child_never_travels_alone_and_needs_the_first_handover():
    child = replace(READY, age=CHILD)
    assert left(child) == {"escort", "handover"}
    assert left(replace(child, escort="goes", chain=(hand("Consulado", "Elena Paz", 8),))) == set()


def test_each_handover_begins_with_who_received():
    whole = (
        hand("Consulado", "Elena Paz · DIF", 8),
        hand("elena  paz · dif", "Procuraduría", 15, "child_protection"),
    )
    assert chain_gaps(whole) == () and chain_arrived(whole) and not chain_arrived(whole[:1])
    broken = (whole[0], hand("Otra persona", "Procuraduría", 15, "child_protection"))
    [gap] = chain_gaps(broken)
    assert "Otra persona" in gap.es and "Elena Paz" in gap.es
    assert chain_gaps((hand("A", "B", 8, checked=False),)) and not chain_arrived(())


names = st.lists(st.text("abc", min_size=1, max_size=3), min_size=2, max_size=6)


@given(names)
def test_a_chain_made_link_by_link_has_no_gap_in_any_order(people):
    links = [hand(a, b, hour) for hour, (a, b) in enumerate(zip(people, people[1:], strict=False))]
    assert chain_gaps(tuple(reversed(links))) == ()


ON = dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    ("said", "said_on", "doubt", "by_birth", "child"),
    [
        (17, ON - dt.timedelta(days=20), False, True, False),  # turned 18 between the two days
        (17, ON - dt.timedelta(days=20), False, None, True),  # nobody knows: a child
        (17, ON - dt.timedelta(days=400), False, None, False),  # a whole year passed
        (18, ON, False, None, False),
        (25, ON, False, False, True),  # the birth date says otherwise
        (25, ON, True, True, True),  # in doubt: a child
        (None, None, False, None, True),
        (None, None, False, True, False),
    ],
)
def test_the_age_that_counts_is_that_of_the_day_of_departure(said, said_on, doubt, by_birth, child):
    found = age_on_departure(said=said, said_on=said_on, doubt=doubt, adult_by_birth_date=by_birth, on=ON)
    assert found.child is child and found.why.es


def test_money_that_does_not_add_up_names_the_difference():
    check_counted(Decimal("80.50"), Decimal("80.50"))
    with pytest.raises(BadInput) as refused:
        check_counted(Decimal("120.00"), Decimal("100.00"))
    assert "faltan 20.00" in refused.value.es and "20.00 missing" in refused.value.en


def test_a_return_that_was_stopped_or_departed_is_not_stopped_again():
    check_next("preparing", "stopped")
    for state in ("departed", "received", "stopped", "accompanied"):
        with pytest.raises(BadInput):
            check_next(state, "stopped")
