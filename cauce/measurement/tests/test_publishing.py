"""What the announced tables show, and what somebody who subtracts one publication from another learns."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine

from cauce.content.errors import BadInput, Unknown
from cauce.measurement.actions import prepare, propose, sign
from cauce.measurement.indicators import figures as source
from cauce.measurement.models import Fact, StatisticsEdition
from cauce.measurement.publishing import announced, publishing
from cauce.measurement.publishing import edition_makers as made_of
from cauce.measurement.publishing.publishing import safe_tables
from cauce.measurement.rules.publication.period import read_period
from cauce.protocol.editions.access import current_edition

from .fake_figures import People

LATER = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)
NEXT_YEAR = dt.datetime(2028, 4, 3, 16, tzinfo=dt.UTC)
SMALL = ("attended-by-type-sex", "assisted-by-sex", "attended-by-channel", "attended-in-half")


@pytest.fixture
def people(monkeypatch, db):
    """Nine hundred invented people, a few small tables, and a day on which the yearbook is due."""
    invented = People()
    invented.add(900)
    monkeypatch.setattr(source, "figures", invented.figures)
    rows = [announced.table(id) for id in SMALL]
    monkeypatch.setattr(announced, "tables_of", lambda kind: [one for one in rows if kind in one.releases])
    with time_machine.travel(LATER, tick=False) as clock:
        invented.clock = clock
        yield invented


@pytest.fixture(autouse=True)
def unprinted(monkeypatch):
    """What is printed is tried beside this (test_printing.py); here it would only take time."""
    for kind in ("yearbook", "halfyear"):
        monkeypatch.setitem(made_of.printers(), kind, lambda edition: [])


def out(cast, kind: str = "yearbook", period: str = "2026") -> StatisticsEdition:
    edition = prepare(actor=cast.raul.actor, kind=kind, period=period)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
    return edition


def cells(edition) -> dict:
    """Every cell of an edition by table and key; None: hidden."""
    return {(table["id"], *row["key"]): row["shown"] for table in edition.tables for row in table["rows"]}


def test_a_yearbook_shows_multiples_of_five_from_ten_on_and_says_what_it_hides(cast, people):
    edition = out(cast)
    shown = [value for value in cells(edition).values() if value is not None]
    assert shown and all(value % 5 == 0 and value >= 10 for value in shown)
    assert edition.audit["passed"] and edition.hidden["few"] > 0
    assert sum(edition.hidden.values()) == sum(one["hidden"] for one in edition.tables)
    assert {one["exact"] for one in edition.audit["attacks"]} == {0}
    assert edition.definitions == {"victims-attended": 1, "percentage-assisted": 1}
    assert [one["id"] for one in edition.tables] == [
        "attended-by-type-sex",
        "attended-by-channel",
        "assisted-by-sex",
        "assisted-by-sex-v1",
    ]


def test_a_published_figure_never_changes_and_the_next_edition_says_that_records_were_corrected(cast, people):
    first = out(cast)
    was = cells(first)
    assert not any("se corrigieron" in note["es"] for note in first.notes)
    Fact.objects.create(
        period=2026,
        kind="attended",
        post="HOU",
        happened_on=dt.date(2026, 3, 1),
        known_at=LATER + dt.timedelta(days=9),
        corrects=True,
    )
    people.clock.move_to(NEXT_YEAR)
    second = out(cast)
    assert cells(StatisticsEdition.objects.get(id=first.id)) == was
    assert any("se corrigieron" in note["es"] and "records" in note["en"] for note in second.notes)


def test_one_case_that_came_between_two_editions_shows_nowhere(cast, people):
    first = cells(out(cast))
    for number, codes in enumerate(({"sex": "other"}, {"sex": "woman"}, {"channel": "window"})):
        people.add(1, seed=number, known="2027-06-01T00:00:00+00:00", **codes)
    people.clock.move_to(NEXT_YEAR)
    second = out(cast)
    assert second.number == 2 and cells(second) == first
    assert all("as_of" in row for table in second.tables for row in table["rows"])


def test_a_correction_of_many_shows_and_still_tells_of_nobody(cast, people):
    first = cells(out(cast))
    people.add(60, seed=9, known="2027-06-01T00:00:00+00:00", sex="woman", channel="window")
    people.clock.move_to(NEXT_YEAR)
    second = out(cast)
    moved = {key for key, value in cells(second).items() if value != first[key]}
    assert ("attended-by-channel", "window") in moved and second.audit["passed"]
    before = StatisticsEdition.objects.get(number=1)
    assert before.state == "superseded" and cells(before) == first


def test_what_is_announced_no_more_but_was_published_is_part_of_the_attack(cast, people, monkeypatch):
    out(cast)
    rows = [announced.table("attended-by-channel")]
    monkeypatch.setattr(announced, "tables_of", lambda kind: rows)
    people.clock.move_to(NEXT_YEAR)
    attack = out(cast).audit["attacks"][0]
    assert attack["passed"] and attack["checked"] > attack["cells"] == 22 - 1


def test_a_correction_waits_for_the_next_fixed_day(cast, people):
    out(cast)
    edition = prepare(actor=cast.raul.actor, kind="yearbook", period="2026")
    assert edition.due_on == dt.date(2028, 4, 1)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    with pytest.raises(BadInput, match="announced day is 2028-04-01"):
        sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)


def test_the_half_year_is_set_against_the_year_that_is_public(cast, people):
    year = out(cast)
    with pytest.raises(BadInput, match="not published by that period"):
        prepare(actor=cast.raul.actor, kind="halfyear", period="2026")
    people.clock.move_to(LATER + dt.timedelta(days=1))
    half = out(cast, "halfyear", "2026-H1")
    attack = half.audit["attacks"][0]
    assert attack["passed"] and attack["public_before"] > 0
    assert attack["checked"] > attack["cells"], "the cells of the year are part of the attack"
    assert {table["period"] for table in half.tables} == {"2026-H1"}
    assert cells(year)  # and nothing of it changed
    year.refresh_from_db()
    assert year.state == "published"


def test_what_was_prepared_before_another_came_out_is_prepared_again(cast, people):
    waiting = prepare(actor=cast.raul.actor, kind="halfyear", period="2026-H1")
    propose(actor=cast.raul.actor, edition=waiting, seen=waiting.hash)
    people.clock.move_to(LATER + dt.timedelta(hours=1))
    out(cast)
    with pytest.raises(BadInput, match="after it was prepared another one was published"):
        sign(actor=cast.sofia.actor, edition=waiting, seen=waiting.hash)


def test_a_definition_that_changed_in_the_middle_leaves_its_tables_out(cast, people, monkeypatch):
    held = current_edition().indicators["victims-attended"]
    newer = held.model_copy(update={"version": 2, "valid_from": dt.date(2026, 7, 1)})
    monkeypatch.setitem(current_edition().indicator_versions, (held.id, 2), newer)
    edition = prepare(actor=cast.raul.actor, kind="yearbook", period="2026")
    assert [one["id"] for one in edition.tables] == ["assisted-by-sex", "assisted-by-sex-v1"]
    assert "changed on 2026-07-01" in edition.notes[0]["en"]
    assert "a mitad del periodo 2026" in edition.notes[0]["es"]
    with pytest.raises(BadInput, match="no table is left"):
        safe_tables([announced.table("attended-by-channel")], read_period("2026"), LATER)
    assert prepare(actor=cast.raul.actor, kind="halfyear", period="2026-H2").notes == []


def test_who_came_by_two_ways_is_in_both_and_once_in_all(cast, people):
    people.add(40, seed=5, channel=("window", "walk_in"))
    made = safe_tables([announced.table("attended-by-channel")], read_period("2026"), LATER)
    assert made.audit["passed"] and made.tables[0]["overlapping"] == ["channel"]
    shown = {row["key"][0]: row["shown"] for row in made.tables[0]["rows"] if row["shown"]}
    assert shown["window"] + shown["walk_in"] > shown["*"] + 20


def test_a_table_that_was_not_announced_is_refused(people, db):
    strange = announced.table("attended-by-channel").model_copy(update={"id": "by-post"})
    with pytest.raises(Unknown, match="not in the list of announced tables"):
        safe_tables([strange], read_period("2026"), LATER)


def test_figures_that_would_expose_somebody_are_not_prepared(cast, people, monkeypatch):
    from cauce.measurement.hiding.protect_table import Findings, Protected
    from cauce.measurement.publishing import publishing

    def careless(system, *given, **more):
        return Protected({}, {}, Findings(1, ("a cell",), (), 0))

    monkeypatch.setattr(publishing, "protect", careless)
    with pytest.raises(BadInput, match="found a figure that could be worked out") as refused:
        prepare(actor=cast.raul.actor, kind="yearbook", period="2026")
    assert refused.value.cure_es.startswith("No se publica")
    assert not StatisticsEdition.objects.exists()


def test_no_hidden_figure_is_kept_anywhere(cast, people):
    edition = out(cast)
    kept = json.dumps([edition.tables, edition.audit, edition.hidden])
    assert '"shown": null' in kept
    assert not any(word in kept for word in ("contributors", "largest", 'value"'))


def test_how_many_a_share_is_out_of_shows_as_the_count_of_the_same_people(people, monkeypatch):
    # 215 in one table and 220 in another would say: from 216 to 219.
    rows = [announced.table(id) for id in ("attended-by-type-sex", "assisted-by-sex")]
    for number in range(4):
        monkeypatch.setattr(publishing.secret, "rounding_secret", lambda n=number: bytes([n]) * 32)
        made = safe_tables(rows, read_period("2026"), LATER)
        attended, assisted = (
            {tuple(row["key"]): row["shown"] for row in table["rows"]} for table in made.tables
        )
        both = [
            (attended["*", sex], assisted[sex, "*"])
            for sex in ("woman", "man", "other", "*")
            if attended["*", sex] is not None and assisted[sex, "*"] is not None
        ]
        assert len(both) >= 2 and all(one == other for one, other in both)
