"""The numbers of posts: the same counts however they are asked for, and nobody is counted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as case_actions
from cauce.custody.journal.door import Absent
from cauce.intake.screenings import actions as screening_actions
from cauce.measurement import access
from cauce.measurement.facts.departures import departures
from cauce.measurement.indicators.network_numbers import network_numbers
from cauce.measurement.indicators.post_numbers import post_numbers
from cauce.rules.adherence import DUE, FOLLOWED, Row, follow
from cauce.staff.obligations.models import Obligation

pytestmark = pytest.mark.django_db
IN_TIME = (("safety_checked", 0), ("protection_accepted", 1))


def fill(make, cast) -> None:
    make(cast.houston, *IN_TIME, ("labour_claim_declined", 30))
    make(cast.houston, ("safety_checked", 9), ("departed", 12, "P4-09"))
    make(cast.houston)
    make(cast.laredo, *IN_TIME, ("labour_claim_filed", 40))
    make(cast.laredo, ("safety_checked", 20), days=500)


def of(found, action: str):
    return next(one for one in found.by_action if one.action == action)


def test_it_counts_the_network_as_the_sum_of_its_posts(make, cast):
    fill(make, cast)
    codes, at = ["HOU", "LAR", "DAL"], timezone.now()
    network = network_numbers(codes, at)
    assert network == [post_numbers(code, at) for code in codes]
    assert [one.cases.open for one in network] == [3, 2, 0]
    stored = Obligation.objects.count()
    assert sum(sum(one.overall.counts.values()) for one in network) == stored > 20
    late = Obligation.objects.filter(state__in=("open", "blocked"), due_at__lt=at).count()
    assert sum(one.overdue for one in network) == late > 0


def test_it_gives_the_rate_that_the_rules_give_row_by_row(make, cast):
    fill(make, cast)
    at = timezone.now()
    # A row that was declined holds no instant: it counts as offered when it was due.
    rows = [
        Row(row.action, row.state, row.due_at, row.met_at or row.due_at or at)
        for row in Obligation.objects.filter(post_id="HOU")
    ]
    by_rules, by_counts = follow(rows, at), post_numbers("HOU", at)
    assert by_counts.overall.rate == by_rules.overall.rate is not None
    assert by_counts.by_action == by_rules.by_action


def test_it_counts_an_offer_that_was_declined_as_followed_and_a_departure_as_not(make, cast):
    make(cast.houston, ("labour_claim_declined", 30))
    make(cast.houston, ("departed", 12, "P4-09"))
    counts = of(post_numbers("HOU", timezone.now()), "P4-09").counts
    assert (counts["declined"], counts["departed"]) == (1, 1)
    assert "declined" in FOLLOWED and "departed" in DUE and "departed" not in FOLLOWED
    assert [(one.action, one.number) for one in departures("HOU", make.at - dt.timedelta(60))] == [
        ("P4-09", 1)
    ]


def test_it_leaves_imported_history_out_of_the_rate_but_not_out_of_the_work(make, cast):
    make(cast.houston, *IN_TIME)
    at = timezone.now()
    before = post_numbers("HOU", at)
    make(cast.houston, imported=True)
    after = post_numbers("HOU", at)
    assert after.overall == before.overall and after.by_action == before.by_action
    assert after.imported_left_out > 0
    assert after.overdue > before.overdue


def test_it_asks_the_same_number_of_questions_however_many_cases_there_are(
    make, cast, django_assert_num_queries
):
    at = timezone.now()
    with django_assert_num_queries(8):
        network_numbers(["HOU", "LAR"], at)
    fill(make, cast)
    with django_assert_num_queries(8):
        network_numbers(["HOU", "LAR"], at)


def test_it_tells_how_soon_whoever_waited_was_answered(cast):
    waits = [
        screening_actions.pass_to_protection(
            actor=cast.lucia.actor, post=cast.houston, turn=turn, cues=[], asked=True
        )
        for turn in ("A1", "A2", "A3")
    ]
    screening_actions.acknowledge(actor=cast.ines.actor, encounter=waits[0])
    late = timezone.now() + dt.timedelta(hours=3)
    screening_actions.call_deputy(actor=cast.ines.actor, encounter=waits[1], at=late)
    seen = post_numbers("HOU", late).encounters
    assert (seen.raised, seen.answered_in_time, seen.deputy_called) == (3, 1, 1)
    assert seen.not_due_yet == 0
    assert seen.median is not None and seen.median < dt.timedelta(minutes=1)
    assert post_numbers("LAR", late).encounters.median is None


def test_it_tells_the_reason_of_a_departure_and_not_who_departed(cast, make):
    case = make(cast.houston, days=1)
    case_actions.depart(
        actor=cast.ines.actor,
        case=case,
        action="P4-09",
        reason="person_asked",
        note="Prefiere ir primero con su abogada.",
    )
    (one,) = departures("HOU", timezone.now() - dt.timedelta(days=2))
    assert one.reasons == (("person_asked", 1),) and one.untold == 0
    assert str(cast.ines.user.id) not in repr(one)


def test_it_shows_a_post_only_to_whoever_leads_it_or_sees_the_network(cast):
    at = timezone.now()
    for member in (cast.aurora, cast.mateo):
        assert access.numbers_of_post(member.actor, "HOU", at).post == "HOU"
    for member in (cast.sofia, cast.raul, cast.elena):
        posts = access.network_posts(member.actor)
        assert len(posts) == len(access.numbers_of_network(member.actor, posts).posts) == 53
    for member in (cast.aurora, cast.mateo):
        with pytest.raises(Absent):
            access.numbers_of_post(member.actor, "LAR", at)
        with pytest.raises(Absent):
            access.network_posts(member.actor)
        with pytest.raises(Absent):
            access.numbers_of_network(member.actor, posts)
    for member in (cast.ines, cast.lucia, cast.clara, cast.bruno, cast.sofia):
        with pytest.raises(Absent):
            access.numbers_of_post(member.actor, "HOU", at)


def test_it_goes_on_counting_what_was_overdue_when_a_case_was_closed(cast, make):
    case = make(cast.houston, ("safety_checked", 9))
    before = post_numbers("HOU", timezone.now())
    case_actions.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=timezone.now())
    after = post_numbers("HOU", timezone.now())
    assert after.overall.rate == before.overall.rate is not None
    assert after.overall.counts["lapsed"] == before.overdue > 0
    assert (after.overdue, after.cases.open) == (0, 0)
