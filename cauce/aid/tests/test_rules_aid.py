"""Economic aid: who it is for, which ceiling holds, who approves. Every amount here is invented."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from cauce.aid.rules.aid import (
    ADULT,
    CHANGED,
    GREW_UP,
    MINOR,
    Kind,
    KindVerdict,
    all_in_force,
    changes_since_asked,
    check_amount,
    check_approver,
    check_kind,
    days_of,
    in_force,
    missing_evidence,
    population_of,
)
from cauce.content.errors import BadInput, Unknown

DAY = dt.date(2026, 3, 1)
FOOD = Kind(
    "food", ADULT, "per_day", Decimal("20.00"), "USD", frozenset({"bill"}), "protection_consul", DAY, id="1"
)


def kind(**changes) -> Kind:
    return dataclasses.replace(FOOD, **changes)


def test_no_type_is_shipped_and_the_list_has_the_fields_of_the_protocol():
    rows = list(csv.reader(Path("content/catalogues/aid_types.csv").open()))
    assert rows == [
        [
            "aid_type",
            "population",
            "unit",
            "ceiling",
            "currency",
            "required_evidence",
            "approver",
            "valid_from",
            "valid_to",
        ]
    ]


@pytest.mark.parametrize(
    ("age", "doubt", "for_whom"),
    [
        (17, False, MINOR),
        (18, False, ADULT),
        (0, False, MINOR),
        (None, False, None),
        (25, True, MINOR),
        (None, True, MINOR),
    ],
)
def test_the_age_of_the_day_says_for_whom_and_an_unknown_age_is_asked(age, doubt, for_whom):
    found = population_of(age, doubt=doubt)
    assert found.population == for_whom and found.reason.es


def test_a_newer_type_supersedes_the_older_from_its_first_day_and_never_before():
    newer = kind(ceiling=Decimal("25.00"), valid_from=dt.date(2026, 6, 1), id="2")
    both = [newer, FOOD]
    assert in_force(both, "food", ADULT, dt.date(2026, 5, 31)).kind == FOOD
    assert in_force(both, "food", ADULT, dt.date(2026, 6, 1)).kind == newer
    assert in_force(both, "food", ADULT, dt.date(2026, 2, 28)).kind is None
    assert in_force(both, "food", MINOR, DAY).reason is not None
    assert all_in_force(both, dt.date(2027, 1, 1)) == (newer,)


def test_one_that_ended_leaves_nothing_in_force():
    ended = kind(valid_from=dt.date(2026, 6, 1), valid_to=dt.date(2026, 6, 30), id="2")
    assert in_force([FOOD, ended], "food", ADULT, dt.date(2026, 7, 1)).kind is None


def test_an_amount_above_the_ceiling_is_refused_with_the_figures():
    check_amount(FOOD, 3, Decimal("60.00"))
    with pytest.raises(BadInput, match=r"USD 60.01; the ceiling is USD 60.00: USD 0.01 too much"):
        check_amount(FOOD, 3, Decimal("60.01"))
    with pytest.raises(BadInput, match="ceiling is USD 20.00"):
        check_amount(kind(unit="once"), 3, Decimal("60.00"))


@pytest.mark.parametrize("amount", ["0", "-1", "1.001", "NaN", "1000000"])
def test_money_that_is_none_is_refused(amount):
    with pytest.raises(BadInput):
        check_amount(FOOD, 1, Decimal(amount))


def test_days_count_both_ends_and_turned_round_they_are_refused():
    assert days_of(DAY, DAY) == 1 and days_of(DAY, dt.date(2026, 3, 3)) == 3
    for end in (dt.date(2026, 2, 28), dt.date(2027, 3, 2)):
        with pytest.raises(BadInput):
            days_of(DAY, end)


def test_whoever_asked_never_approves_and_only_the_role_of_the_type_does():
    check_approver(FOOD, "mateo", {"protection_consul"}, ("ines", "ines"))
    with pytest.raises(BadInput, match="Whoever asked"):
        check_approver(FOOD, "mateo", {"protection_consul"}, ("ines", "mateo"))
    with pytest.raises(BadInput, match="approved by: Protection consul"):
        check_approver(FOOD, "aurora", {"head_of_post"}, ("ines",))


def test_what_changed_meanwhile_is_told():
    newer = kind(id="2")
    assert changes_since_asked(FOOD, KindVerdict(FOOD), ADULT, 30) == ()
    assert changes_since_asked(FOOD, KindVerdict(newer), MINOR, 18) == (GREW_UP, CHANGED)
    assert changes_since_asked(FOOD, KindVerdict(None), MINOR, None) == (CHANGED,)


def test_a_type_that_makes_no_sense_is_not_configured():
    check_kind(FOOD, ["bill"])
    assert missing_evidence(FOOD, []) == ("bill",)
    for changes, error in (
        ({"unit": "weekly"}, Unknown),
        ({"currency": "EUR"}, Unknown),
        ({"approver": "officer"}, Unknown),
        ({"ceiling": Decimal(0)}, BadInput),
        ({"evidence": frozenset({"nada"})}, Unknown),
        ({"valid_to": dt.date(2026, 1, 1)}, BadInput),
    ):
        with pytest.raises(error):
            check_kind(kind(**changes), ["bill"])
