"""How alike regions act: one number inside, in the table, on the page and in its files; and nobody in it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping

import pytest
import time_machine

from cauce.content.loader import load_edition
from cauce.content.model import Text
from cauce.measurement import access, access_statistics, closed
from cauce.measurement.actions import prepare, propose, sign
from cauce.measurement.boards.alike_words import REGIONS, alike_sentence, followed_sentence
from cauce.measurement.boards.likeness import Alike
from cauce.measurement.boards.sensitive import of_some
from cauce.measurement.indicators.figures import cells_of
from cauce.measurement.models import Fact, StatisticsEdition
from cauce.measurement.publishing import announced
from cauce.measurement.publishing.edition_makers import printers
from cauce.measurement.publishing.printing.sheets import to_csv
from cauce.measurement.publishing.public_steps import steps_told
from cauce.measurement.publishing.publishing import safe_tables
from cauce.measurement.publishing.tabulating import table_of
from cauce.measurement.rules.publication.period import read_period
from cauce.measurement.rules.publication.rounding import reach
from cauce.measurement.rules.publication.table import TOTAL
from cauce.protocol.editions.access import current_edition
from cauce.public.data_steps import steps_figure
from cauce.rules.hiding import LEAST
from tests.closing import close

pytestmark = pytest.mark.django_db
ID, YEAR = "steps-by-region", read_period("2026")
AT = dt.datetime(2027, 3, 18, 16, tzinfo=dt.UTC)
REGION = {row["post"]: row["region"] for row in load_edition().catalogues["post_regions"]}
TEXAS = [post for post, region in REGION.items() if region == "texas"]
# How often each step is followed: of a post; of everybody; of some alone; one that recurs.
STEPS = {"P1-01": 0.6, "P2-02": 0.5, "P2-06": 0.8, "P3-08": 0.7, "P4-01": 0.6, "P2-09": 0.8, "P4-19": 0.8}
NEARLY = {"P2-10": 0.99}


def tally(post: str, step: str, due: int, met: int, day: dt.date = dt.date(2026, 5, 4)) -> list[Fact]:
    known = dt.datetime.combine(day, dt.time(20), dt.UTC)
    row = {"period": day.year, "post": post, "code": step, "happened_on": day, "known_at": known}
    away = ("obligation_departed", 1 if step == "P2-06" and met > 1 else 0)
    kinds = (("obligation_due", due), ("obligation_followed", met), away)
    return [Fact(kind=kind, number=number, **row) for kind, number in kinds if number]


def fill(cases: int = 10, steps: Mapping[str, float] = STEPS, **less: int) -> None:
    """A year of every post: so many cases in each step and quarter. ``less``: those of some posts."""
    rows = []
    for place, post in enumerate(sorted(REGION)):
        due = less.get(post, cases + place % 7)
        for step, share in steps.items():
            follows = min(share + 0.2, 1.0) if post in TEXAS and step == "P2-02" else share
            for month in (2, 5, 8, 11):
                rows += tally(post, step, due, round(due * follows), dt.date(2026, month, 4))
    Fact.objects.bulk_create(rows)


@pytest.fixture
def clock():
    with time_machine.travel(AT, tick=False) as moved:
        yield moved


def made(**more: object) -> StatisticsEdition:
    """What the yearbook tells of it, as an edition."""
    found = safe_tables([announced.table(ID)], YEAR, AT)
    assert found.audit["passed"]
    return StatisticsEdition(kind="yearbook", period="2026", state="published", tables=found.tables, **more)


def values(edition: StatisticsEdition, dim: int) -> list[str]:
    return [one["id"] for one in edition.tables[0]["dims"][dim]["values"] if one["id"] != TOTAL]


def test_regions_make_the_network_and_inside_page_table_and_file_say_one_number(
    client, cast, clock, monkeypatch
):
    fill(30, **{post: 0 for place, post in enumerate(sorted(REGION, key=REGION.get)) if place % 2})
    close(closed.BOARD + "adherence")
    table, _ = table_of(ID, "adherence", ["action", "region"], YEAR, AT)
    inside = cells_of("adherence", since=YEAR.since, until=YEAR.until, known=AT, by=("region", "action"))
    true = {key: count.value for key, count in table.cells.items()}
    steps, regions = table.values["action"], table.values["region"]
    for side in ("yes", "no", TOTAL):
        for step in (*steps, TOTAL):
            assert sum(true[step, region, side] for region in regions) == true[step, TOTAL, side]
    for step in {*steps} & {*STEPS}:
        for region in regions:
            cell = inside[region, step]
            assert (true[step, region, "yes"], true[step, region, TOTAL]) == (
                cell.numerator,
                cell.denominator,
            )
    assert true[TOTAL, TOTAL, TOTAL] == sum(cell.denominator or 0 for cell in inside.values())

    edition = made()
    told = steps_told(edition)
    for (step, region), shown in told.shown.items():
        for number, side in zip(shown, ("yes", "no", TOTAL), strict=True):
            assert number % 5 == 0 and abs(number - true[step, region, side]) <= reach()
    written = csv.DictReader(io.StringIO(to_csv(edition).decode("utf-8-sig")))
    rows = {
        tuple(row[name].replace("total", TOTAL) for name in ("action", "region", "counted")): row["value"]
        for row in written
    }
    assert rows == {tuple(row["key"]): f"{row['shown']}" for row in edition.tables[0]["rows"]}

    monkeypatch.setattr(access_statistics, "published", lambda: [(edition, [])])
    said = followed_sentence(told.share(), "2026").es
    client.force_login(cast.sofia.user)
    assert said in client.get("/pasos/red/").content.decode()
    page = client.get("/datos/").content.decode()
    assert said in page and steps_figure(edition)["sentence"].es in page
    assert client.get("/datos/en/anuario-2026/").content.decode().count("<caption>Steps of the Protocol") == 1
    assert access.likeness(cast.sofia.actor, AT).year == "2026"


def test_a_region_that_acts_otherwise_is_told_and_drawn_and_the_others_are_alike(client, clock, monkeypatch):
    fill()
    edition = made()
    kinds = steps_told(edition).kinds()
    assert next(iter(kinds)) == "P2-02" and kinds["P2-02"]["texas"] == "above"
    figure = steps_figure(edition)
    assert figure["svg"].count('class="mark-above"') == 2 and "las regiones" not in figure["sentence"].es
    assert figure["sentence"].es.startswith("Las regiones actúan igual en ")
    drawing = figure["svg"].phone
    assert 'data-kind="narrow"' in drawing and "1\u00a0California" in drawing and "7\u00a0" in drawing
    monkeypatch.setattr(access_statistics, "published", lambda: [(edition, [])])
    body = client.get("/datos/anuario-2026/pasos.en.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0][0] == "Step" and rows[0][-1] == "In the network" and rows[-1][0] == "All steps"
    assert [row[0] for row in rows if any(cell.endswith(", more") for cell in row)] == [
        "State the limits of confidentiality and ask, in private, whether the person is safe"
    ]
    assert client.get("/datos/anuario-2026/pasos.es.svg").status_code == 200


def test_what_an_edition_hides_is_a_mark_without_size_and_no_share(clock):
    fill()
    edition = made()
    for row in edition.tables[0]["rows"]:
        if row["key"] == ["P2-02", "texas", "no"]:
            row["shown"] = None
    told, figure = steps_told(edition), steps_figure(edition)
    assert told.share("P2-02", "texas") is None and "texas" not in told.kinds()["P2-02"]
    assert figure["svg"].count('class="mark-hidden"') == 2 and "no quiere decir cero" in figure["note"].es
    (row,) = (one for one in figure["table"]["rows"] if one[0].es.startswith("Decir los límites"))
    assert row[1 + values(edition, 1).index("texas")].es == "oculto"


def test_no_step_stands_alone_where_it_is_of_some_or_recurs_or_is_hardly_ever_missed(clock):
    fill(steps=STEPS | NEARLY)
    steps = values(made(), 0)
    assert {"P2-02", "P2-06", "P3-08"} & set(steps) and not {"P2-09", "P2-10", "P4-19"} & set(steps)
    edition = current_edition()
    assert of_some(edition.actions["P2-09"]) and edition.actions["P4-19"].recurs
    assert "P2" in steps, "the rest of a phase is one row, so that the rows make the total"


@pytest.mark.parametrize("posts", [1, 2])
def test_a_region_of_one_or_two_posts_is_joined_to_another(clock, posts):
    idle = {post: 0 for post in TEXAS[posts:]}
    fill(50, **idle)
    edition = made()
    regions = values(edition, 1)
    assert "texas" not in regions and regions[-1] == "others" and len(regions) == 6
    names = {one["id"]: one["label"]["en"] for one in edition.tables[0]["dims"][1]["values"]}
    assert names["others"] == "All other regions"
    assert all(row["shown"] is not None for row in edition.tables[0]["rows"])


def test_a_dozen_steps_of_one_case_are_not_a_dozen_people(clock):
    once = [one.id for one in current_edition().actions.values() if one.scope == "case" and not one.recurs]
    few, more = TEXAS[:3], [post for post in TEXAS[3:]]
    Fact.objects.bulk_create(row for post in few for step in once[:30] for row in tally(post, step, 2, 1))
    assert not any(row["shown"] for row in made().tables[0]["rows"]), (
        "a hundred and eighty steps of six cases"
    )
    Fact.objects.bulk_create(row for post in more for step in once[:30] for row in tally(post, step, 2, 1))
    assert len(TEXAS) > LEAST and any(row["shown"] for row in made().tables[0]["rows"]), "of twenty-two"


def test_a_correction_keeps_the_rows_that_were_published(cast, clock, monkeypatch):
    fill()
    rows = [announced.table(ID)]
    monkeypatch.setattr(announced, "tables_of", lambda kind: rows)
    monkeypatch.setitem(printers(), "yearbook", lambda edition: [])
    clock.move_to(AT + dt.timedelta(days=30))
    first = prepare(actor=cast.raul.actor, kind="yearbook", period="2026")
    propose(actor=cast.raul.actor, edition=first, seen=first.hash)
    sign(actor=cast.sofia.actor, edition=first, seen=first.hash)
    Fact.objects.bulk_create(row for post in REGION for row in tally(post, "P3-04", 40, 20))
    again = prepare(actor=cast.raul.actor, kind="yearbook", period="2026")
    assert values(again, 0) == values(first, 0) and values(again, 1) == values(first, 1)
    assert "P3-04" not in values(again, 0) and again.audit["passed"] and again.number == 2


def test_nothing_of_it_is_found_out_with_every_edition_of_the_year_at_hand(cast, clock, monkeypatch):
    fill(4)
    rows = [announced.table(ID), announced.table("quarter-adherence")]
    assert rows[0] in announced.tables_of("yearbook")
    monkeypatch.setattr(announced, "tables_of", lambda kind: [one for one in rows if kind in one.releases])
    for kind in ("yearbook", "donors"):
        monkeypatch.setitem(printers(), kind, lambda edition: [])
    clock.move_to(AT + dt.timedelta(days=30))
    for number, (kind, period) in enumerate(
        (("donors", "2026-Q1"), ("yearbook", "2026"), ("donors", "2026-Q4"))
    ):
        clock.shift(dt.timedelta(hours=1))
        edition = prepare(actor=cast.raul.actor, kind=kind, period=period)
        propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
        clock.shift(dt.timedelta(hours=1))
        sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
        (attack,) = edition.audit["attacks"]
        assert attack["passed"] and attack["exact"] == attack["narrow"] == 0
        assert attack["public_before"] > 0 or number == 0
        assert attack["checked"] >= attack["cells"]


def test_posts_and_regions_are_said_in_one_sentence():
    found = Alike(like=8, below=1, undone=1)
    posts, regions = alike_sentence(found), alike_sentence(found, REGIONS)
    assert posts == Text(
        es=regions.es.replace("Las regiones", "Los consulados").replace("una región", "un consulado"),
        en=regions.en.replace("Regions", "Posts").replace("a region", "a post"),
    )
