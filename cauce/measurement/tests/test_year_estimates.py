"""Two people sign the estimate of a year; a year without one is said, and never answered by another."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace

import pytest
import time_machine
from django.db import IntegrityError, transaction

from cauce.content.errors import BadInput
from cauce.content.model_indicators import Estimate
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.measurement import access_estimates as access
from cauce.measurement import estimating
from cauce.measurement.actions import (
    discard_estimate,
    estimates,
    prepare_estimate,
    propose_estimate,
    refuse_estimate,
    sign_estimate,
)
from cauce.measurement.estimating import Made, Said
from cauce.measurement.indicators.estimates import intervals_of
from cauce.measurement.models import YearEstimate
from cauce.methods.estimation import DATA
from cauce.rules.permissions import Actor, Grant

LATER = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)
WHY = {"id": "too-few-cases", "es": "Hay 12 casos.", "en": "There are 12 cases."}
RANGE = {
    "lower": 4401,
    "upper": 5500,
    "text": {"es": "Al menos 4,401 (3,013 casos).", "en": "At least 4,401 (3,013 cases)."},
    "told": {"lower": 4400, "upper": 5500, "es": "Al menos 4,400.", "en": "At least 4,400."},
}


COUNTS = [0, 700, 800, 90, 900, 110, 120, 14, 1000, 120, 130, 16, 150, 18, 20, 3]
GOOD = "sipc,ciam,fiscalia,consulados,count\n" + "".join(
    f"{','.join(f'{mask:04b}')},{count}\n" for mask, count in enumerate(COUNTS) if mask
)


def made(headline=None) -> Made:
    told = {"n": 3013, "headline": headline, "refused": [] if headline else [WHY], "warnings": []}
    return Made("file", "0" * 64, told)


@pytest.fixture(autouse=True)
def later():
    with time_machine.travel(LATER, tick=False):
        yield


def prepared(cast, year=2026, headline=RANGE) -> YearEstimate:
    return prepare_estimate(actor=cast.raul.actor, year=year, made=made(headline))


def signed(cast, year=2026, headline=RANGE) -> YearEstimate:
    found = prepared(cast, year, headline)
    propose_estimate(actor=cast.raul.actor, estimate=found, seen=found.hash)
    sign_estimate(actor=cast.sofia.actor, estimate=found, seen=found.hash)
    found.refresh_from_db()
    return found


def test_it_stands_once_an_analyst_and_headquarters_signed_and_the_journal_says_who(cast):
    found = prepared(cast)
    assert not access.signed(2026).stands
    propose_estimate(actor=cast.raul.actor, estimate=found, seen=found.hash)
    assert not access.signed(2026).stands
    sign_estimate(actor=cast.sofia.actor, estimate=found, seen=found.hash)
    told = access.signed(2026)
    assert (told.stands, told.lower, told.upper) == (True, 4400, 5500)
    assert told.words.es == "Al menos 4,400." and told.signed_at == LATER
    acts = Entry.objects.filter(about_kind="estimate").values_list("what", flat=True)
    assert list(acts.order_by("number")) == ["estimate.prepare", "estimate.propose", "estimate.sign"]


def test_one_person_signs_once_whatever_roles_they_hold(cast):
    both = Actor(cast.raul.actor.user, (Grant("analyst"), Grant("headquarters")))
    found = prepare_estimate(actor=both, year=2026, made=made(RANGE))
    propose_estimate(actor=both, estimate=found, seen=found.hash)
    for decide in (
        lambda: sign_estimate(actor=both, estimate=found, seen=found.hash),
        lambda: refuse_estimate(actor=both, estimate=found, why="No."),
    ):
        with pytest.raises(BadInput, match="a person signs only once, and two are needed"):
            decide()
    assert not access.signed(2026).stands
    with pytest.raises(IntegrityError), transaction.atomic():
        YearEstimate.objects.filter(id=found.id).update(signed_by=both.user)


def test_the_database_lets_none_stand_without_both_signatures(cast):
    found = prepared(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        YearEstimate.objects.filter(id=found.id).update(state="signed")


def test_a_year_without_an_estimate_says_so_and_is_never_answered_by_another(cast):
    signed(cast, 2025)
    told = access.signed(2026)
    assert not told.stands and told.lower is None
    assert "2026" in told.words.es and "2026" in told.words.en and "2025" not in told.words.es


def test_a_refusal_that_two_people_signed_says_why_nobody_can_say(cast):
    signed(cast, headline=None)
    told = access.signed(2026)
    assert not told.stands and [one.en for one in told.why] == ["There are too few cases."]
    assert "not enough for an estimate" in told.words.en


def test_a_later_one_takes_the_place_of_what_stood_which_stays(cast):
    first = signed(cast)
    second = signed(cast, headline={**RANGE, "told": {**RANGE["told"], "lower": 4500}})
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "signed") and first.replaced_at == LATER
    assert access.signed(2026).lower == 4500


def test_what_was_read_is_what_is_signed(cast):
    found = prepared(cast)
    with pytest.raises(BadInput, match="changed since you read it"):
        propose_estimate(actor=cast.raul.actor, estimate=found, seen="1" * 64)
    propose_estimate(actor=cast.raul.actor, estimate=found, seen=found.hash)
    YearEstimate.objects.filter(id=found.id).update(document={**found.document, "n": 1})
    found.refresh_from_db()
    with pytest.raises(BadInput, match="changed since you read it"):
        sign_estimate(actor=cast.sofia.actor, estimate=found, seen=found.hash)


def test_only_a_year_that_ended_is_estimated_and_one_at_a_time(cast):
    for year in (2027, 2014):
        with pytest.raises(BadInput, match="no year that has ended"):
            prepared(cast, year)
    found = prepared(cast)
    again = prepared(cast)
    assert list(YearEstimate.objects.values_list("id", flat=True)) == [again.id] != [found.id]
    propose_estimate(actor=cast.raul.actor, estimate=again, seen=again.hash)
    with pytest.raises(BadInput, match="waits for its second signature"):
        prepared(cast)


def test_who_refuses_says_why_and_a_draft_can_be_left(cast):
    found = prepared(cast)
    propose_estimate(actor=cast.raul.actor, estimate=found, seen=found.hash)
    with pytest.raises(BadInput, match="does not say why"):
        refuse_estimate(actor=cast.sofia.actor, estimate=found, why=" ")
    refuse_estimate(actor=cast.sofia.actor, estimate=found, why="Falta una lista.")
    found.refresh_from_db()
    assert (found.state, found.refused_why) == ("rejected", "Falta una lista.")
    draft = prepared(cast)
    discard_estimate(actor=cast.raul.actor, estimate=draft)
    with pytest.raises(Absent):
        discard_estimate(actor=cast.raul.actor, estimate=found)


def test_each_role_does_its_own_part(cast):
    with pytest.raises(Refused):
        prepare_estimate(actor=cast.sofia.actor, year=2026, made=made(RANGE))
    found = prepared(cast)
    propose_estimate(actor=cast.raul.actor, estimate=found, seen=found.hash)
    with pytest.raises(Refused):
        sign_estimate(actor=cast.raul.actor, estimate=found, seen=found.hash)
    with pytest.raises(Absent):
        access.estimate_for(cast.lucia.actor, found.id)


def test_a_file_is_estimated_and_only_totals_and_reasons_are_kept(monkeypatch):
    monkeypatch.setattr(estimating, "RESAMPLES", 100)
    body = (DATA / "Artificial_3.csv").read_bytes()
    found = estimating.of_file(body, Said(recall=0.8, reviewed_pairs=250, precision=0.99))
    assert found.document["n"] == 96 and found.document["headline"] is None
    assert {"too-few-overlaps", "linkage-poor"} <= {one["id"] for one in found.document["refused"]}
    assert "masks" not in str(found.document) and found.linkage_id is None


def test_what_everybody_reads_has_no_count_of_cases_and_no_name_of_a_list(cast, monkeypatch):
    """Two closings of a public page, or one: nobody learns that three people are on two lists."""
    monkeypatch.setattr(estimating, "RESAMPLES", 100)
    few = "Casa Amapola,B,C,D,count\n1,0,0,0,37\n0,1,0,0,20\n1,1,0,0,3\n0,0,1,0,7\n0,0,1,1,4\n0,0,0,1,5\n"
    found = estimating.of_file(few.encode(), Said())
    row = prepare_estimate(actor=cast.raul.actor, year=2026, made=found)
    propose_estimate(actor=cast.raul.actor, estimate=row, seen=row.hash)
    sign_estimate(actor=cast.sofia.actor, estimate=row, seen=row.hash)
    reasons = {one["id"] for one in row.document["refused"]}
    assert {"too-few-cases", "too-few-overlaps", "lists-disconnected"} <= reasons
    told = access.signed(2026)
    said = " ".join(f"{one.es} {one.en}" for one in (told.words, *told.why))
    assert told.why and "Amapola" not in said
    assert set(re.findall(r"\d+", said)) == {"2026"}, said


def test_the_range_that_everybody_reads_is_the_same_without_the_counts_behind_it(monkeypatch):
    monkeypatch.setattr(estimating, "RESAMPLES", 100)
    monkeypatch.setattr(estimating, "METHODS", ("stepwise",))
    said = Said(False, True, True, 300, 0.95, 0.99)
    found = estimating.of_file(GOOD.encode(), said).document
    head = found["headline"]
    assert f"{found['used']['overlap']:,} en más de una" in head["text"]["es"]
    told = head["told"]
    assert told["lower"] % 5 == 0 and 0 <= head["lower"] - told["lower"] < 5
    assert told["es"].startswith(f"Al menos {told['lower']:,} personas: entre ")
    assert "casos" not in told["es"] and "cases" not in told["en"] and "desviación 1" in told["es"]


def test_so_many_lists_that_every_core_would_be_busy_for_minutes_are_not_computed_on_a_page():
    many = 8
    text = ",".join("ABCDEFGH") + ",count\n" + f"{'1,' * many}90\n"
    with pytest.raises(BadInput, match="there are 8 lists"):
        estimating.of_file(text.encode(), Said())


def test_a_list_with_people_twice_is_a_clear_message():
    with pytest.raises(BadInput, match="people are more than once on that list"):
        estimating.of_file(b"A,B,C,count\n2,0,1,5\n", Said())


def test_an_estimate_from_outside_brings_its_interval_as_factors_and_says_where_it_has_none():
    known = [
        Estimate(year=2024, value=1000, low=800, high=1600, source="a-source"),
        Estimate(year=2025, value=1000, source="a-source"),
        Estimate(year=2026, value=5, low=1, high=9, source="a-source"),
    ]
    one = SimpleNamespace(estimates=known)
    first, second = intervals_of(one, dt.date(2024, 1, 1), dt.date(2026, 1, 1))
    assert "800 a 1,600" in first.es and "between 0.62 and 1.25 times" in first.en
    assert "2025 states no interval" in second.en


@pytest.mark.django_db
def test_of_two_who_prepare_one_year_at_the_same_moment_the_second_reads_that_it_was_late(cast, monkeypatch):
    """The other one comes between the look and the writing: the constraint holds, and words answer."""

    def meanwhile() -> str:
        monkeypatch.undo()
        first = prepared(cast)
        propose_estimate(actor=cast.raul.actor, estimate=first, seen=first.hash)
        return "x"

    monkeypatch.setattr(estimates.code, "version", meanwhile)
    with pytest.raises(BadInput) as refused:
        prepared(cast)
    assert "otra persona acaba de preparar la estimación de 2026" in refused.value.es
    assert "yours was not kept" in refused.value.cure_en
    assert not YearEstimate.objects.exists(), "of the second, and here of the first within it, nothing stays"
