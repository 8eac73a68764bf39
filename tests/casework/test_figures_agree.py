"""One number for one definition and one day: board, file, command, publication and closing say the same."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
import time_machine
from django.core.management import call_command

from cauce.demo.statistics import invent
from cauce.desk.measurement.board.meaning import horizons
from cauce.desk.measurement.board.table_file import file_of
from cauce.measurement import access_board
from cauce.measurement.actions import load_facts
from cauce.measurement.boards.board import Wanted
from cauce.measurement.facts import reading
from cauce.measurement.facts.periods import period_named
from cauce.measurement.hiding.figures_tree import table_of as tree_of
from cauce.measurement.indicators.figures import Under, figures
from cauce.measurement.publishing.tabulating import table_of
from cauce.measurement.rules.indicators import Asked, Beside, count, kinds_of
from cauce.measurement.rules.publication.period import read_period
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import fives
from cauce.rules.permissions import SYSTEM
from cauce.ui.words import Words
from tests import quickcast
from tests.closing import close
from tests.sharing import own

AT = dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)
TODAY = AT.date()
RATES = (
    "percentage-assisted",
    "identification-rate",
    "referral-completion",
    "lost-contact",
    "screening-coverage",
)
SINCE, UNTIL = dt.date(2026, 1, 1), dt.date(2026, 4, 1)


@pytest.fixture(scope="module")
def told(module_db):
    cast = quickcast.build()
    made = invent(sorted(cast.posts), TODAY, a_year=160, seed=5)
    load_facts(actor=SYSTEM, facts=made.facts, profiles=made.profiles, merges=made.merges)
    return cast


@pytest.fixture
def network(db, told):
    with time_machine.travel(AT, tick=False):
        yield own(told)


def test_what_is_read_for_a_post_counts_as_what_is_read_of_all(network):
    until = TODAY + dt.timedelta(days=1)
    beside = Beside(reading.profiles(AT), reading.same(AT), {})
    counted = 0
    for name, one in current_edition().indicators.items():
        if one.measure == "estimate" or one.unit == "obligation":
            continue
        for post in ("HOU", "LAR"):
            asked = Asked(dt.date(2023, 1, 1), until, ("year",), frozenset({post}), TODAY)
            every = count(one, list(reading.rows(kinds_of(one, ("year",)), until, AT)), asked, beside)
            given = {"since": asked.since, "until": until, "known": AT, "by": ("year",), "posts": [post]}
            mine = figures(name, under=Under(version=one.version), **given)
            assert mine.cells == every, (name, post)
            counted += len(every)
    assert counted > 60


@pytest.mark.parametrize("name", RATES)
def test_every_way_out_says_the_same_number(network, capsys, name):
    one, quarter = current_edition().indicators[name], period_named("2026Q1")
    here = figures(name, since=SINCE, until=UNTIL, known=AT, posts=["HOU"]).cells[()]
    page = access_board.board(network.aurora.actor, Wanted(one, quarter, "", "HOU"), TODAY, AT)
    assert (page.now.numerator, page.now.denominator) == (here.numerator, here.denominator)
    assert page.now.value("rate") == here.cohort.value and not page.now.young
    file = file_of(page, lambda value: Words(value, value), "en")
    row = [line for line in csv.DictReader(io.StringIO(file.body.decode())) if line["period"] == "2026Q1"][0]
    assert (row["numerator"], row["denominator"]) == (str(here.numerator), str(here.denominator))
    assert (row["share"], row["cohort"]) == (f"{here.cohort.value:.4f}", "whole")
    dates = ["--since", "2026-01-01", "--until", "2026-04-01"]
    call_command("indicators", name, *dates, "--known", AT.isoformat(), "--post", "HOU", "--exact", "--json")
    (cell,) = json.loads(capsys.readouterr().out)["cells"]
    assert (cell["numerator"], cell["cohort"]["value"]) == (here.numerator, here.cohort.value)
    every = figures(name, since=SINCE, until=UNTIL, known=AT).cells[()]
    table, _ = table_of("q", name, (), read_period("2026-Q1"), AT)
    assert (table.cells[("yes",)].value, table.cells[("*",)].value) == (every.numerator, every.denominator)
    tree = tree_of(one, AT)
    assert tree.cells["2026Q1", "", "", "met"] == every.numerator
    assert tree.cells["2026Q1", "", "", "of"] == every.denominator
    # The quarter that runs is young everywhere.
    young = access_board.board(
        network.aurora.actor, Wanted(one, period_named("2026Q4"), "", "HOU"), TODAY, AT
    )
    assert young.now.young and tree.along["2026Q4", "", "", "met"]["young"]


def test_every_horizon_that_the_definition_names_is_told_and_the_longer_one_has_more(network, capsys):
    """Percentage assisted within 30, 90 and 180 days: page of a post, page of the network and command."""
    dates = {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 1, 1), "known": AT}
    cells = {d: figures("percentage-assisted", under=Under(days=d), **dates).cells[()] for d in (30, 90, 180)}
    assert cells[30].numerator < cells[90].numerator <= cells[180].numerator
    close("board:percentage-assisted")
    one, year = current_edition().indicators["percentage-assisted"], period_named("2025")
    every = access_board.board(network.raul.actor, Wanted(one, year, "", None), TODAY, AT)
    here = access_board.board(network.aurora.actor, Wanted(one, year, "", "HOU"), TODAY, AT)
    shares = {days: fives(cell.numerator) / fives(cell.denominator) for days, cell in cells.items()}
    assert cells[90].numerator - cells[30].numerator < 10, "few came in between: that of 30 days is hidden"
    assert [(d, one.value("rate")) for d, one in every.horizons] == [(30, None), (180, shares[180])]
    mine = figures("percentage-assisted", under=Under(days=30), posts=["HOU"], **dates).cells[()]
    assert here.horizons[0][1].numerator == mine.numerator
    (line,) = horizons(every)
    assert line["value"].es == f"30 días, oculto; 180 días, cerca de {100 * shares[180]:.0f}\u00a0%"
    asked = ["--since", "2025-01-01", "--until", "2026-01-01", "--known", AT.isoformat(), "--exact", "--json"]
    call_command("indicators", "percentage-assisted", "--days", "30", *asked)
    (cell,) = json.loads(capsys.readouterr().out)["cells"]
    assert (cell["numerator"], cell["cohort"]["days"]) == (cells[30].numerator, 30)
