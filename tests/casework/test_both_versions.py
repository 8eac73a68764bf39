"""A yearbook prints a share by both of its definitions, and who meets one alone is not found out."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.demo.statistics import invent
from cauce.measurement.actions import load_facts
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.measurement.indicators.figures import Under, figures
from cauce.measurement.models import Fact, StatisticsEdition
from cauce.measurement.publishing import announced
from cauce.measurement.publishing.public_cascade import public_cascade
from cauce.measurement.publishing.publishing import yearbook
from cauce.measurement.rules.publication.period import read_period
from cauce.rules.permissions import SYSTEM
from tests import quickcast

pytestmark = pytest.mark.django_db
PERIOD = read_period("2025")
KNOWN = dt.datetime(2026, 10, 5, 16, tzinfo=dt.UTC)
RATES = "assisted-by-sex", "noticed-spoken", "spoken-identified"


@pytest.fixture(scope="module")
def people(module_db):
    """Some hundreds of invented people."""
    made = invent(sorted(quickcast.build().posts), KNOWN.date(), a_year=300, years=2, seed=3, tallied=1)
    load_facts(actor=SYSTEM, facts=made.facts, profiles=made.profiles, merges=made.merges)


@pytest.fixture
def rates(db, people, monkeypatch):
    """The shares of a yearbook alone."""
    rows = [announced.table(id) for id in RATES]
    monkeypatch.setattr(announced, "tables_of", lambda kind: rows)


def told(made, id: str) -> dict[str, int | None]:
    table = next(one for one in made.tables if one["id"] == id)
    return {row["key"][-1]: row["shown"] for row in table["rows"] if set(row["key"][:-1]) <= {"*"}}


def test_each_share_is_told_by_both_and_the_public_picture_is_that_of_today(rates):
    made = yearbook(PERIOD, KNOWN)
    ids = [one["id"] for one in made.tables]
    assert ids == [id for one in RATES for id in (one, f"{one}-v2")]
    assert made.audit["passed"] and made.definitions["percentage-assisted"] == 1
    inside, share = asked(2), told(made, "assisted-by-sex-v2")
    assert abs(share["yes"] - inside.numerator) < 5 and abs(share["*"] - inside.denominator) < 5
    assert share["*"] == told(made, "assisted-by-sex")["*"], "the same people are drawn once"
    assert asked(1).numerator != inside.numerator
    assert told(made, "noticed-spoken-v2") == told(made, "noticed-spoken")
    edition = StatisticsEdition(kind="yearbook", period="2025", state="published", tables=made.tables)
    public = public_cascade([edition])
    assert public.cascade.years[0].stage("served").met == share["yes"]
    assert "en 90 días" in cascade_figure(public)["sentence"].es


def test_where_the_newer_definition_leaves_out_few_it_is_not_printed(rates):
    some = sorted(set(Fact.objects.filter(kind="confirmed", period=2025).values_list("subject", flat=True)))
    Fact.objects.filter(kind="attended", subject__in=some[:3]).delete()
    assert 0 < asked(1).denominator - asked(2).denominator < 10
    made = yearbook(PERIOD, KNOWN)
    assert "assisted-by-sex-v2" not in [one["id"] for one in made.tables]
    assert any("deja fuera a pocas" in one.es for one in made.notes)
    assert told(made, "assisted-by-sex")["yes"] is not None


def asked(version: int):
    under = Under(version=version)
    found = figures("percentage-assisted", since=PERIOD.since, until=PERIOD.until, known=KNOWN, under=under)
    return found.cells[()]
