"""From the first sign to the first service: who counts where, and what of it is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.measurement.access_cascade import reached
from cauce.measurement.boards.cascade import cascade_of
from cauce.measurement.boards.cascade_table import HORIZON, courses, table_of
from cauce.measurement.models import Fact, YearEstimate
from cauce.measurement.rules.cohorts import followed
from cauce.measurement.rules.indicators import Row
from tests.closing import close

DAY = dt.date(2025, 3, 1)
RANGE = {"lower": 90, "upper": 200, "text": {"es": "Al menos 90.", "en": "At least 90."}}


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
    from cauce.measurement.hiding.closing import Closed

    assert cascade_of(Closed()).years == () and cascade_of(Closed()).last_whole is None
