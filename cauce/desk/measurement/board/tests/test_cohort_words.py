"""What is said of people who are still followed: an estimate is called one, and no change is read from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

from cauce.content.loader import load_edition
from cauce.desk.measurement.board.saying import headline, value_in_words
from cauce.measurement.facts.periods import period_named
from cauce.measurement.hiding.showing import Shown, open_
from cauce.measurement.rules.indicators import Cell, Cohort

ASSISTED = load_edition().indicators["percentage-assisted"]


def shown(met, of, cohort):
    return open_("", Cell(met, of, of, 1, cohort), ASSISTED)


def young(value, low=None, high=None):
    return Cohort(90, True, dt.date(2027, 4, 1), value, low, high)


def page(now, before):
    wanted = SimpleNamespace(one=ASSISTED, period=period_named("2026Q4"))
    return SimpleNamespace(wanted=wanted, now=now, before=before, part=False, network=None, changes=())


def test_a_cohort_of_two_is_said_with_both_and_that_nothing_is_known():
    said = value_in_words(shown(1, 2, young(None)), ASSISTED)
    assert said.es == (
        "todavía no se sabe: a nadie se le ha seguido 90 días; estará completa el 1 de abril de 2027"
    )
    assert said.en == "not known yet: nobody was followed for 90 days; complete on April 1, 2027"


def test_a_post_that_opened_this_year_is_told_when_it_will_be_known():
    said = headline(page(shown(3, 12, young(None)), Shown("")), False)
    assert "todavía no se sabe" in said.es and "1 de abril de 2027" in said.es and "azar" not in said.es
    assert "not known yet" in said.en and "April 1, 2027" in said.en and "chance" not in said.en


def test_of_a_young_cohort_no_change_is_said():
    whole = Shown("", 60, 100)
    for pair in ((shown(30, 100, young(0.4, 0.3, 0.5)), whole), (whole, shown(30, 100, young(0.4)))):
        said = headline(page(*pair), False)
        assert "no se compara" in said.es and "not compared" in said.en
        assert "azar" not in said.es and "chance" not in said.en
    assert "azar" in headline(page(whole, Shown("", 30, 100)), False).es


def test_what_is_not_compared_because_a_definition_changed_is_not_said_to_have_nothing_before():
    for changes, es, en in (
        (("edition 2026.2",), "cambió la definición o la edición", "the edition changed in between"),
        ((), "antes no hay con qué comparar", "nothing before to compare with"),
    ):
        one = page(Shown("", 60, 100), None)
        one.changes = changes
        said = headline(one, False)
        assert es in said.es and en in said.en


def test_an_estimate_says_that_it_is_one_and_how_many_there_are_so_far():
    said = value_in_words(shown(9, 20, young(0.52, 0.3, 0.7)), ASSISTED)
    told = "cerca de 52 % (estimado a 90 días; van 9 de 20; completo el 1 de abril de 2027)"
    assert said.es == told.replace(" %", "\u00a0%")


def test_a_cell_of_a_whole_cohort_gives_the_share_of_its_counts():
    cohort = Cohort(90, False, dt.date(2026, 4, 1), 0.4, 0.2, 0.6)
    one = shown(8, 20, cohort)
    assert one.value("rate") == 8 / 20 and not one.young and one.interval("rate").low == 0.2
    assert replace(one, hidden=True).young is False
