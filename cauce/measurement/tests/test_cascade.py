"""From the first sign to the first service: who counts where, and what of it is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.measurement.access_cascade import reached
from cauce.measurement.boards.cascade import Stage, cascade_of
from cauce.measurement.boards.cascade_table import HORIZON, SIDES, courses, table_of
from cauce.measurement.hiding.closing import Closed, week_of
from cauce.measurement.hiding.tree import Figure
from cauce.measurement.models import Fact, WeeklyClosing, YearEstimate
from cauce.measurement.rules.cohorts import followed
from cauce.measurement.rules.indicators import Row
from cauce.rules.hiding import LEAST, fives
from tests.closing import close

DAY = dt.date(2025, 3, 1)
RANGE = {
    "lower": 92,
    "upper": 200,
    "text": {"es": "Al menos 92 (92 casos).", "en": "At least 92 (92 cases)."},
    "told": {"lower": 90, "upper": 200, "es": "Al menos 90.", "en": "At least 90."},
}


def row(kind: str, after: int = 0, *, who: str = "ana", item: str = "", code: str = "") -> Row:
    return Row(2025, kind, who, item, "", "HOU", "walk_in", code, DAY + dt.timedelta(days=after), 1)


def ends(stage: str, *rows: Row, same: dict | None = None) -> list[str]:
    """How each unit of a stage ended when all were followed."""
    later = DAY + dt.timedelta(days=400)
    found = courses(rows, same or {})[stage]
    return [followed(one.began, one.met, one.left, later, HORIZON).end for one in found]


def test_a_contact_that_was_spoken_to_within_the_days_counts_and_later_does_not():
    assert ends("spoke", row("signal", item="a"), row("screened", 90, item="a")) == ["met"]
    assert ends("spoke", row("signal", item="a"), row("screened", 91, item="a")) == ["still"]
    assert ends("spoke", row("screened", item="a")) == []  # nobody noticed anything


def test_a_conclusion_that_a_later_one_took_back_identifies_nobody():
    told = (row("interviewed"), row("presumed", 3))
    assert ends("identified", *told) == ["met"]
    assert ends("identified", *told, row("not_victim", 9)) == ["still"]
    assert ends("served", *told, row("not_victim", 9)) == []


def test_a_document_issued_is_no_service():
    told = (row("confirmed"), row("service_given", 2, code="documents"))
    assert ends("served", *told) == ["still"]
    assert ends("served", *told, row("service_given", 8, code="housing")) == ["met"]


def test_whoever_refused_or_was_lost_first_was_followed_until_then():
    assert ends("served", row("presumed"), row("refused", 5), row("service_given", 9)) == ["left"]
    assert ends("identified", row("interviewed"), row("contact_lost", 5), row("presumed", 9)) == ["left"]


def test_a_person_with_two_keys_counts_once():
    told = (row("interviewed"), row("interviewed", 4, who="otra"), row("presumed", 5, who="otra"))
    assert len(ends("identified", *told)) == 2
    assert ends("identified", *told, same={(2025, "otra"): "ana"}) == ["met"]


def make(year: int, number: int, spoken: int, *, month: int = 1, wait: int = 4) -> None:
    """So many contacts with a sign in a year, of which some were spoken to some days later."""
    day = dt.date(year, month, 5)
    rows = []
    for one in range(number):
        about = {"period": year, "item": f"{year}-{month}-{one}", "post": "HOU", "known_at": timezone.now()}
        rows.append(Fact(kind="signal", happened_on=day, **about))
        if one < spoken:
            rows.append(Fact(kind="screened", happened_on=day + dt.timedelta(days=wait), **about))
    Fact.objects.bulk_create(rows)


def sign(year: int) -> None:
    now = timezone.now()
    YearEstimate.objects.create(
        year=year,
        state="signed",
        origin="file",
        given_hash="0" * 64,
        document={"n": 60, "refused": [], "headline": RANGE},
        code_version="x",
        hash="0" * 64,
        prepared_by="raul",
        prepared_at=now,
        proposed_by="raul",
        proposed_at=now,
        signed_by="sofia",
        signed_at=now,
    )


@pytest.mark.django_db
def test_a_year_that_was_not_followed_to_its_end_is_young_and_says_what_is_expected(cast):
    today = dt.datetime(2026, 3, 30, 12, tzinfo=dt.UTC)
    make(2025, 40, 20)
    Fact.objects.update(known_at=today)
    table = table_of(today)
    assert 2025 in table.beside["young"] and 2024 not in table.beside["young"]
    assert table_of(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC)).beside["young"] == [2026]
    assert table.along["spoke", "2025", "met"][0] == 0.5


@pytest.mark.django_db
def test_of_few_people_nothing_is_told_and_no_share_gives_them_back(cast):
    year = timezone.now().year - 2
    make(year, 60, 55)  # five were not spoken to
    make(year - 1, 60, 30)
    close("cascade")
    found = {one.year: one.stage("spoke") for one in reached(cast.sofia.actor).cascade.years}
    assert found[year].share is None and None in (found[year].of, found[year].met)
    assert found[year - 1].share is not None and found[year - 1].met == 30


@pytest.mark.django_db
@pytest.mark.parametrize("late", [False, True])
def test_numbers_that_round_alike_tell_the_same_share(cast, late):
    """23 of 52 and 27 of 48 are told as 25 of 50: a share of the true ones says which they were, and with
    them how many there are in what is hidden beside."""
    at = dt.datetime(2026, 3, 30, 12, tzinfo=dt.UTC)
    told = []
    for number, spoken in ((52, 23), (48, 27)):
        Fact.objects.all().delete()
        make(2025 if late else 2024, number, spoken)
        Fact.objects.update(known_at=at)
        table = table_of(at)
        cells = {key: Figure(fives(one), 2) for key, one in table.cells.items() if one >= LEAST}
        closed = Closed(at, cells, table.beside, table.along)
        [year] = cascade_of(closed).years
        assert year.young is late
        told.append(year.stage("spoke"))
    assert told[0] == told[1] and told[0].share is not None and told[0].share[0] == 0.5


def test_what_a_board_hides_of_the_same_people_the_cascade_does_not_give_back():
    """Each table hides beside a few people what its own lines ask for: here one channel, there the sum."""
    told = {
        ("spoke", "2025", side): Figure(number, 2) for side, number in zip(SIDES, (60, 40, 20), strict=True)
    }
    told |= {("spoke", "2025", "phone", side): one for (_, _, side), one in told.items()}
    told |= {("served", "2025", side): Figure(30, 2) for side in SIDES}
    closed = Closed(timezone.now(), told, {"young": []})
    [year] = cascade_of(closed).years
    assert year.stage("spoke").share and year.stage("served").of == 30
    board = {("2025", "", "", "of"): Figure(None), ("2025", "", "", "met"): Figure(40, 2)}
    board |= {
        ("2025", "channel", "phone", "met"): Figure(None),
        ("2025", "channel", "phone", "of"): Figure(60),
    }
    found = cascade_of(closed, {"screening-coverage": Closed(closed.at, board)})
    [year] = found.years
    assert year.stage("spoke") == Stage("spoke", None, 40, None) and year.stage("served").of == 30
    assert found.places[0].stages[0] == Stage("spoke", 60, None, None)


@pytest.mark.django_db
def test_the_page_of_the_cascade_asks_what_the_boards_hide(cast):
    make(timezone.now().year - 2, 60, 30)
    close("cascade")
    assert reached(cast.sofia.actor).cascade.years[0].stage("spoke").of == 60
    key = [f"{timezone.now().year - 2}", "", "", "of"]
    now = timezone.now()
    WeeklyClosing.objects.create(
        name="board:screening-coverage", week=week_of(now), at=now, told=[[key, None, 0]]
    )
    assert not reached(cast.sofia.actor).cascade.years


@pytest.mark.django_db
def test_a_year_without_an_estimate_is_never_answered_with_another(cast):
    for back in (1, 2):
        make(timezone.now().year - back, 60, 30)
    close("cascade")
    found = reached(cast.sofia.actor)
    last = found.cascade.last_whole
    assert last is not None and not found.cascade.years[-1].young or last != found.cascade.years[-1]
    assert f"no vimos en {last.year}, nadie puede decirlo" in found.unseen.es
    sign(last.year - 1)
    assert reached(cast.sofia.actor).unseen == found.unseen


@pytest.mark.django_db
def test_under_a_year_with_a_signed_estimate_stands_its_sentence_and_the_most_that_were_identified(cast):
    year = timezone.now().year - 2
    for one in range(30):
        about = {"period": year, "subject": f"{one}", "post": "HOU", "known_at": timezone.now()}
        for kind in ("interviewed", "presumed"):
            Fact.objects.create(kind=kind, happened_on=dt.date(year, 2, 3), **about)
    sign(year)
    close("cascade")
    found = reached(cast.sofia.actor)
    assert found.cascade.last_whole and found.cascade.last_whole.year == year
    assert found.unseen.en.startswith(f"Seen or not, in {year} there were at least ")
    assert found.unseen.es == (
        f"Vistas o no, en {year} fueron al menos 90. Se identificó, como mucho, a 34\u00a0% de todas."
    )


def test_before_anything_is_closed_there_is_no_year():
    assert cascade_of(Closed()).years == () and cascade_of(Closed()).last_whole is None
