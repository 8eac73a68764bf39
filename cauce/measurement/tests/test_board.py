"""What of a figure is shown inside the house: hidden with its complement, compared only with its like."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cauce.content.loader import load_edition
from cauce.measurement.boards import board as boards
from cauce.measurement.boards.board import Wanted, changes_in, may_break
from cauce.measurement.boards.network_board import beside
from cauce.measurement.facts.periods import period_named, period_of, run_of
from cauce.measurement.hiding.closing import Closed
from cauce.measurement.hiding.showing import (
    Shown,
    must_hide,
    open_,
    protected,
    too_few,
)
from cauce.measurement.hiding.tree import Figure
from cauce.measurement.rules.indicators.model import Cell
from cauce.protocol.editions import schedule
from cauce.rules.hiding import parts

CONTENT = load_edition()
COUNT, RATE = CONTENT.indicators["victims-attended"], CONTENT.indicators["assistance-rate"]
TIMES = CONTENT.indicators["times"]
SMALL = 5


def count(number: int) -> Cell:
    return Cell(number, None, number, 1)


def rate(met: int, total: int) -> Cell:
    return Cell(met, total, total, 1)


def hidden(told: dict[str, Shown]) -> set[str]:
    return {key for key, one in told.items() if one.hidden}


def test_a_period_is_read_from_its_code_and_begins_where_the_one_before_ends():
    for code in ("2026Q1", "2026Q4", "2025H2", "2024"):
        assert period_named(code).code == code
    for wrong in ("2026Q5", "2026H3", "26Q1", "2026-03", "0000", "", "2026Q1 "):
        assert period_named(wrong) is None
    run = run_of(period_of(dt.date(2026, 2, 3), "quarter"), 6)
    assert [p.code for p in run] == ["2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"]
    assert all(a.until == b.since for a, b in zip(run, run[1:], strict=False))


def test_a_small_count_is_hidden_and_the_next_smallest_with_it():
    told = protected({"a": count(3), "b": count(9), "c": count(40)}, COUNT, SMALL, "sex")
    assert hidden(told) == {"a", "b"} and told["c"].numerator == 40
    assert told["a"].numerator is None and told["a"].value("count") is None, "hidden is no zero"


def test_of_a_rate_by_a_trait_the_few_for_whom_it_was_not_so_are_hidden_too():
    told = protected({"a": rate(39, 40), "b": rate(20, 40), "c": rate(30, 60)}, RATE, SMALL, "sex")
    assert "a" in hidden(told) and len(hidden(told)) == 2


def test_a_rate_by_post_is_hidden_by_how_many_there_were_not_by_what_came_out():
    cells = {
        "A": rate(20, 20),
        "B": rate(19, 20),
        "C": rate(10, 20),
        "D": rate(2, 3),
        "E": rate(4, 4),
    }
    assert hidden(protected(cells, RATE, SMALL, "post")) == {"D", "E"}


def test_few_people_behind_a_large_number_hide_it():
    told = protected({"a": Cell(30, None, 2, 2), "b": count(30), "c": count(31)}, COUNT, SMALL, "sex")
    assert "a" in hidden(told) and len(hidden(told)) == 2


def test_what_the_whole_would_give_back_is_too_few_to_be_parted():
    for cells in ({"a": count(3)}, {"a": count(1), "b": count(2)}):
        assert too_few(protected(cells, COUNT, SMALL, "sex"), cells, SMALL)
    enough = {"a": count(4), "b": count(5)}
    assert not too_few(protected(enough, COUNT, SMALL, "sex"), enough, SMALL)
    assert not too_few(protected({"a": count(9)}, COUNT, SMALL, "sex"), {"a": count(9)}, SMALL)


def test_a_post_hides_traits_and_people_by_place_and_no_work_or_time():
    assert must_hide(COUNT, "sex") and must_hide(COUNT, "post") and must_hide(TIMES, "post")
    assert not must_hide(COUNT, "") and not must_hide(COUNT, "quarter")
    assert not [by for by in ("action", "post") if must_hide(CONTENT.indicators["adherence"], by)]


def test_of_parts_that_make_a_sum_the_last_small_one_hides_another_or_all():
    assert parts({"a": 13, "b": 27, "c": 0, "d": 9}) == {"a": None, "b": 27, "c": 0, "d": None}
    assert parts({"a": 3, "b": 0}) == {"a": None, "b": None}


def test_nothing_counted_is_zero_of_a_count_and_nothing_of_a_rate():
    assert open_("x", None, COUNT).numerator == 0
    assert open_("x", None, RATE) == Shown("x") and open_("x", Cell(0, 0, 0, 0), RATE) == Shown("x")
    assert open_("x", rate(0, 9), RATE).value("rate") == 0


def test_beside_a_post_the_network_is_as_it_was_closed_and_hidden_where_few_others_stand_behind_it():
    at = timezone.now()
    of_count = Closed(at, {("2026", "", "", "n"): Figure(105)})
    of_rate = Closed(at, {("2026", "", "", "met"): Figure(60), ("2026", "", "", "of"): Figure(95)})
    assert beside(of_count, COUNT, "2026", Shown("", 9)) == Shown("2026", 105, None, rounded=True)
    assert beside(of_rate, RATE, "2026", Shown("", 1, 2)).numerator == 63
    assert beside(of_rate, RATE, "2026", Shown("", 1, 2)).interval("rate") is None
    assert beside(of_count, COUNT, "2026", Shown("", 95)).hidden
    assert beside(Closed(), COUNT, "2026", Shown("", 9)).hidden, "nothing was closed"


def test_of_a_post_no_breakdown_is_offered_that_may_never_stand_with_one():
    offered = may_break(COUNT, "HOU")
    assert "sex" in offered and not {"post", "region", "state", "language_group"} & set(offered)
    assert {"post", "state"} < set(may_break(COUNT, None)) and "quarter" not in may_break(COUNT, None)


@pytest.fixture
def changed():
    """A third version of the definition from 15 May 2026, and a second edition from 1 July."""
    third = COUNT.model_copy(update={"version": 3, "valid_from": dt.date(2026, 5, 15), "before_too": False})
    versions = {**CONTENT.indicator_versions, (COUNT.id, 3): third}
    return SimpleNamespace(indicator_versions=versions, indicators=CONTENT.indicators)


def test_a_change_within_a_period_parts_it_on_both_sides_and_at_its_first_day_once(changed, monkeypatch):
    run = run_of(period_named("2026Q4"), 6)
    assert changes_in(COUNT, CONTENT, run) == ()
    assert [c.at for c in changes_in(COUNT, changed, run)] == [3, 4]
    dated = [
        SimpleNamespace(id=id, in_force_from=day)
        for id, day in (("2026.1", dt.date(2022, 1, 1)), ("2026.2", dt.date(2026, 7, 1)))
    ]
    monkeypatch.setattr(schedule, "dated", lambda: tuple(dated))
    both = changes_in(COUNT, changed, run)
    assert [(c.at, c.what.es) for c in both] == [
        (3, "definición 3"),
        (4, "definición 3, edición 2026.2"),
    ]


def test_before_a_change_is_no_comparison_and_a_period_not_over_is_compared_with_as_many_days(
    changed, monkeypatch
):
    asked = []

    def fake(indicator, **named):
        asked.append((named["since"], named["until"]))
        cells = {} if named.get("by") else {(): count(9)}
        return SimpleNamespace(cells=cells, version=1, editions=(), notes=())

    monkeypatch.setattr(boards, "figures", fake)
    at, day = timezone.now(), dt.date(2026, 5, 20)
    wanted = Wanted(COUNT, period_named("2026Q2"), "sex", "HOU")

    def page(content):
        return boards.board_of(wanted, content, SMALL, day, at, lambda code, own: Shown(code, hidden=True))

    assert page(changed).before is None
    whole = page(CONTENT)
    assert whole.part and whole.before == Shown("", 9)
    assert asked[-1] == (dt.date(2026, 1, 1), dt.date(2026, 2, 20)), "fifty days of each"
