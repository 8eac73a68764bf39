"""From the first sign to the first service: three boards side by side, and what of them is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.measurement.access_cascade import days_of, reached
from cauce.measurement.boards.cascade import STAGES, Stage, cascade_of
from cauce.measurement.closed import BOARD
from cauce.measurement.hiding.closing import Closed
from cauce.measurement.hiding.figures_tree import table_of
from cauce.measurement.hiding.tree import Figure
from cauce.measurement.indicators.figures import figures
from cauce.measurement.models import Fact, YearEstimate
from cauce.protocol.editions.access import current_edition
from cauce.rules.hiding import LEAST, fives
from tests.closing import close

RANGE = {
    "lower": 92,
    "upper": 200,
    "text": {"es": "Al menos 92 (92 casos).", "en": "At least 92 (92 cases)."},
    "told": {"lower": 90, "upper": 200, "es": "Al menos 90.", "en": "At least 90."},
}
SPOKE = BOARD + STAGES["spoke"]


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
def test_each_step_is_the_number_of_its_board_within_the_days_of_the_content(cast):
    """Of sixty, forty were spoken to in time and ten later: what the board of the same year says."""
    year = timezone.now().year - 2
    days = days_of()["spoke"]
    assert days == current_edition().indicators["screening-coverage"].horizon.days
    make(year, 50, 40)
    make(year, 10, 10, month=2, wait=days + 1)
    close(SPOKE)
    [one] = reached(cast.sofia.actor).cascade.years
    ends = dt.date(year + 1, 1, 1)
    found = figures(STAGES["spoke"], since=dt.date(year, 1, 1), until=ends, known=timezone.now()).cells[()]
    told = one.stage("spoke")
    assert (told.met, told.of) == (found.numerator, found.denominator) == (40, 60)
    assert one.stage("served") == Stage("served", None, None, None)


@pytest.mark.django_db
def test_a_year_that_was_not_followed_to_its_end_is_young_and_says_what_is_expected(cast):
    make(2026, 40, 20, month=10)
    indicator = current_edition().indicators[STAGES["spoke"]]

    def told(at: dt.datetime):
        Fact.objects.update(known_at=at)
        table = table_of(indicator, at)
        cells = {key: Figure(number, 2) for key, number in table.cells.items()}
        return cascade_of({"spoke": Closed(at, cells, table.beside, table.along)}, days_of())

    young = told(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC))
    assert young.years[-1].young and young.last_whole is None
    assert young.years[-1].stage("spoke").share[0] == 0.5
    assert told(dt.datetime(2027, 2, 2, 12, tzinfo=dt.UTC)).last_whole.year == 2026


@pytest.mark.django_db
def test_of_few_people_nothing_is_told_and_no_share_gives_them_back(cast):
    year = timezone.now().year - 2
    make(year, 60, 55)  # five were not spoken to
    make(year - 1, 60, 30)
    close(SPOKE)
    found = {one.year: one.stage("spoke") for one in reached(cast.sofia.actor).cascade.years}
    assert year not in found or (found[year].share is None and None in (found[year].of, found[year].met))
    assert found[year - 1].share is not None and found[year - 1].met == 30


@pytest.mark.django_db
@pytest.mark.parametrize("late", [False, True])
def test_numbers_that_round_alike_tell_the_same_share(cast, late):
    """23 of 52 and 27 of 48 are told as 25 of 50: a share of the true ones says which they were, and with
    them how many there are in what is hidden beside."""
    at = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    told = []
    for number, spoken in ((52, 23), (48, 27)):
        Fact.objects.all().delete()
        make(2026 if late else 2024, number, spoken, month=10)
        Fact.objects.update(known_at=at)
        table = table_of(current_edition().indicators[STAGES["spoke"]], at)
        cells = {key: Figure(fives(one), 2) for key, one in table.cells.items() if one >= LEAST}
        [year] = cascade_of({"spoke": Closed(at, cells, table.beside, table.along)}, {}).years
        assert year.young is late
        told.append(year.stage("spoke"))
    assert told[0] == told[1] and told[0].share is not None and told[0].share[0] == 0.5


def test_what_a_board_hides_the_cascade_does_not_tell():
    board = {("2025", "", "", "of"): Figure(None), ("2025", "", "", "met"): Figure(40, 2)}
    board |= {
        ("2025", "channel", "phone", "met"): Figure(None),
        ("2025", "channel", "phone", "of"): Figure(60),
    }
    served = {("2025", "", "", side): Figure(30, 2) for side in ("of", "met")}
    found = cascade_of({"spoke": Closed(None, board), "served": Closed(None, served)}, {})
    [year] = found.years
    assert year.stage("spoke") == Stage("spoke", None, 40, None) and year.stage("served").of == 30
    assert found.places[0].stages[0] == Stage("spoke", 60, None, None)


@pytest.mark.django_db
def test_a_year_without_an_estimate_is_never_answered_with_another(cast):
    for back in (1, 2):
        make(timezone.now().year - back, 60, 30)
    close(SPOKE)
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
        for kind in ("attended", "presumed"):
            Fact.objects.create(kind=kind, happened_on=dt.date(year, 2, 3), **about)
    sign(year)
    close(BOARD + STAGES["served"])
    found = reached(cast.sofia.actor)
    assert found.cascade.last_whole and found.cascade.last_whole.year == year
    assert found.unseen.en.startswith(f"Seen or not, in {year} there were at least ")
    assert found.unseen.es == (
        f"Vistas o no, en {year} fueron al menos 90. Se identificó, como mucho, a 34\u00a0% de todas."
    )


def test_before_anything_is_closed_there_is_no_year():
    assert cascade_of({}, {}).years == () and cascade_of({}, {}).last_whole is None
