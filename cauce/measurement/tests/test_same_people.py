"""What is published has one name for the same people, and nobody in it is still followed."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.errors import BadInput
from cauce.measurement.indicators import figures as source
from cauce.measurement.indicators.figures import Figures
from cauce.measurement.publishing.same_people import definition_of, group_of, name_in
from cauce.measurement.publishing.tabulating import table_of
from cauce.measurement.rules.indicators import Cell, Cohort
from cauce.measurement.rules.publication.period import read_period

pytestmark = pytest.mark.django_db
YEAR, BEFORE = read_period("2026"), read_period("2025")
KNOWN = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)


def test_whom_a_share_leaves_out_and_whom_it_is_out_of_have_the_name_of_the_count():
    one = definition_of("percentage-assisted", YEAR)
    assert name_in(one, YEAR, {"sex": "woman", "counted": "no"}) == (
        "victims-attended|2026-01-01/2027-01-01|aid=none;sex=woman"
    )
    assert name_in(one, YEAR, {"sex": "woman", "counted": "*"}) == (
        "victims-attended|2026-01-01/2027-01-01|sex=woman"
    )
    assert name_in(one, YEAR, {"counted": "yes"}).startswith("percentage-assisted|")
    assert group_of("percentage-assisted", YEAR) == "victims-attended"
    assert group_of("assistance-rate", YEAR) == "assistance-rate", "who accepted is counted nowhere else"


def test_a_year_from_before_is_published_by_the_definition_that_held_then():
    one = definition_of("percentage-assisted", BEFORE)
    assert (one.version, one.horizon) == (1, None)
    assert name_in(one, BEFORE, {"counted": "no"}).startswith("percentage-assisted|")


def _told(monkeypatch, cells):
    def figures(indicator, *, since, until, known, by=(), **under):
        held = {key: cell for key, cell in cells.items() if len(key) == len(by)}
        return Figures(indicator, 2, tuple(by), since, until, known, held, (), ())

    monkeypatch.setattr(source, "figures", figures)


def test_people_who_are_still_followed_are_not_published_and_it_says_until_when(monkeypatch):
    young = Cohort(90, True, dt.date(2027, 4, 1), 0.5)
    _told(monkeypatch, {(): Cell(20, 40, 40, 1, young)})
    with pytest.raises(BadInput) as refused:
        table_of("assisted", "percentage-assisted", (), YEAR, KNOWN)
    assert "no se puede publicar" in refused.value.es and "2027-04-01" in refused.value.es
    assert "cannot be published yet" in refused.value.en and "2027-04-01" in refused.value.en


def test_by_aid_nobody_who_is_still_followed_is_published(monkeypatch):
    _told(monkeypatch, {("waiting",): Cell(20, None, 20, 1), (): Cell(20, None, 20, 1)})
    with pytest.raises(BadInput, match="2027-04-01"):
        table_of("aid", "victims-attended", ("aid",), YEAR, KNOWN)


def test_a_whole_cohort_is_published(monkeypatch):
    _told(monkeypatch, {(): Cell(20, 40, 40, 1, Cohort(90, False, dt.date(2027, 4, 1), 0.5))})
    table, _ = table_of("assisted", "percentage-assisted", (), YEAR, KNOWN)
    assert table.name(("no",)).startswith("victims-attended|")
