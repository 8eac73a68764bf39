"""Posts beside each other: known cases give known answers, nobody is in them, and it stays quick."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cauce.cases import actions as case_actions
from cauce.custody.journal.chain import Link, append
from cauce.custody.journal.door import Absent
from cauce.intake.screenings import actions as screening_actions
from cauce.measurement import access
from cauce.measurement.boards.post_comparison import order, rows, spaces, times
from cauce.measurement.boards.post_comparison.comparison import lessons_of
from cauce.measurement.boards.post_comparison.minutes import minutes, spent
from cauce.measurement.boards.post_comparison.own import PERIOD, work
from cauce.measurement.boards.post_comparison.steps import steps
from cauce.measurement.facts.departures import departures, departures_by_post
from cauce.staff.obligations.models import Obligation
from tests.cast import today
from tests.closing import close

pytestmark = pytest.mark.django_db
FIRST = (("safety_checked", 0), ("protection_accepted", 1))
TALK = (*FIRST, ("screening_done", 3), ("interview_prepared", 20))


def read(at=None) -> rows.Rows:
    at = at or timezone.now()
    return rows.read(at - PERIOD, at)


def obligations(post: str, action: str, met: int, cases: int) -> None:
    """So many cases of a post in which a step was due, and was done in time in some."""
    due = timezone.now() - dt.timedelta(days=5)
    Obligation.objects.bulk_create(
        Obligation(
            subject_kind="case",
            subject_id=uuid.uuid4(),
            post_id=post,
            action=action,
            due_at=due,
            state="met" if number < met else "open",
            met_at=due if number < met else None,
        )
        for number in range(cases)
    )


def network_of(cast, action: str, **posts: tuple[int, int]) -> None:
    """Every post follows a step seven times of ten, but for those that are named."""
    for post in cast.posts:
        obligations(post, action, *posts.get(post, (14, 20)))


def test_it_reads_the_cases_of_the_year_and_leaves_out_the_imported_and_the_erased(make, cast):
    kept = make(cast.houston, *FIRST)
    make(cast.houston, *FIRST, days=500)
    make(cast.houston, *FIRST, imported=True)
    gone = make(cast.houston, *FIRST)
    gone.erased_at = timezone.now()
    gone.save()
    found = read()
    assert list(found.cases) == [kept.id]
    one = found.cases[kept.id]
    assert one.post == "HOU" and one.first("safety_checked") == kept.opened_at
    assert "P2-06" in one.owed and one.first("screening_done") is None


def test_it_tells_the_median_to_a_step_while_some_still_wait(make, cast):
    for hours in (2, 4, 6):
        make(cast.houston, *FIRST, ("screening_done", hours))
    for _ in range(2):
        make(cast.houston, *FIRST)  # asked to, and still waiting after thirty days
    found = times.waits(read())
    here = times.middles(found["screening"], ["HOU"])
    assert (here.median, here.count, here.going_on) == (6.0, 5, 2)
    assert times.middles(found["screening"]) == here
    assert times.middles(found["screening"], ["LAR"]).count == 0
    # Nobody was passed on by a window, and nobody came as far as a plan: neither is a wait.
    assert not found["handover"] and not found["plan"] and not found["service"]


def test_it_counts_who_passed_a_step_before_its_time_and_who_never_did(make, cast):
    make(cast.houston, *TALK, ("interview_consented", 22), ("interview_done", 30))
    early = make(cast.houston, *TALK, ("interview_done", 21), ("interview_consented", 25))
    make(cast.laredo, *FIRST)
    posts, network, stations = order.went(read())
    here = posts["HOU"]
    assert here.cases == 2 and here.early == {"P3-04": 1} and here.in_order["P3-04"] == 1
    assert here.rate("P3-04").total == 2 and here.in_order["P2-06"] == 2
    assert posts["LAR"].skipped["P2-06"] == 1 and here.skipped["P2-06"] == 0
    assert network.cases == 3 and network.in_order == here.in_order + posts["LAR"].in_order
    assert {"P2-04", "P3-02", "P3-04"} <= set(stations) and "P4-03" not in stations
    assert str(early.id) not in repr((posts, network)) and early.folio not in repr((posts, network))


def test_a_step_left_with_a_reason_is_neither_skipped_nor_out_of_turn(make, cast):
    make(cast.houston, *FIRST, ("departed", 4, "P2-06"))
    posts, *_ = order.went(read())
    assert posts["HOU"].skipped["P2-06"] == posts["HOU"].in_order["P2-06"] == 0
    assert posts["HOU"].rate("P2-06") is None


def test_it_tells_the_coverage_of_a_window_and_of_other_ways(make, cast):
    make(cast.houston, *TALK)
    for turn in ("A1", "A2"):
        waiting = screening_actions.pass_to_protection(
            actor=cast.lucia.actor, post=cast.houston, turn=turn, cues=[], asked=True
        )
        screening_actions.acknowledge(actor=cast.ines.actor, encounter=waiting)
    screening_actions.open_case_from(actor=cast.ines.actor, encounter=waiting)
    window, other = spaces.spaces(read().by_post()["HOU"])
    assert (window.space, window.passed, window.in_time, window.talked) == (
        "passport_window",
        2,
        2,
        1,
    )
    assert (window.cases, window.screened) == (1, 0)
    assert (other.passed, other.cases, other.screened, other.rate.value) == (None, 1, 1, 1.0)
    assert "LAR" not in read().by_post() and spaces.spaces(read()) == [window, other]


START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
GAP = dt.timedelta(minutes=15)


def instants(*told):
    return [(who, START + dt.timedelta(minutes=at), kind, about) for who, at, kind, about in told]


def test_minutes_go_to_the_case_that_was_worked_on_and_a_long_gap_to_none():
    found = spent(
        instants(
            ("ines", 0, "case", "a"),
            ("ines", 5, "case", "b"),
            ("ines", 9, "post", "HOU"),
            ("ines", 12, "case", "a"),
            ("ines", 60, "case", "a"),
            ("tomas", 61, "case", "a"),
            ("tomas", 64, "case", "a"),
        ),
        GAP,
    )
    assert {case: length for case, (length, _) in found.items()} == {"a": 5 + 3, "b": 4}
    assert found["a"][1] == {"ines", "tomas"}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 300), st.sampled_from("xyz")), max_size=40))
def test_no_minute_of_anybody_is_counted_twice(told):
    ordered = instants(*sorted((who, at, "case", about) for who, at, about in told))
    total = sum(length for length, _ in spent(ordered, GAP).values())
    spans = [[at for w, at, _ in told if w == who] for who in "ab"]
    assert total <= sum(max(one) - min(one) for one in spans if one)


def test_the_minutes_of_a_post_where_few_work_are_not_shown(make, cast):
    case = make(cast.houston, *FIRST, days=2)
    lone = make(cast.laredo, *FIRST, days=2)
    at = timezone.now() - dt.timedelta(hours=5)
    for place, who in enumerate((cast.ines, cast.mateo, cast.aurora, cast.ines)):
        append(
            Link(
                "read",
                "case.read",
                str(who.user.id),
                at + dt.timedelta(minutes=5 * place),
                "HOU",
                "case",
                str(case.id),
            )
        )
    append(
        Link(
            "read",
            "case.read",
            str(cast.ines.user.id),
            at + dt.timedelta(minutes=19),
            "HOU",
            "case",
            str(case.id),
        )
    )
    found = minutes(read(), GAP)
    assert found.by_post["HOU"] == [4.0] and found.few == {"LAR"}
    assert found.middle("HOU").median == 4.0 and found.middle("LAR").median is None
    assert str(lone.id) not in repr(found) and str(cast.ines.user.id) not in repr(found)


def test_it_says_from_whom_to_learn_only_where_the_numbers_permit_it(cast):
    network_of(cast, "P2-06", HOU=(60, 60), LAR=(20, 60), DAL=(20, 60))
    network_of(cast, "P2-10", LAR=(1, 20))  # clearly below, and nobody clearly above
    network_of(cast, "P3-04", LAR=(0, 9), HOU=(60, 60))  # too few to say that it is below
    at = timezone.now()
    found = steps(at, 10)
    lessons = lessons_of(found.standings, at, 0.1, lambda posts, action: None)
    assert set(lessons) == {"LAR", "DAL"}
    (one,) = lessons["LAR"]
    assert (one.standing.action, one.ask) == ("P2-06", ("HOU",))
    assert found.standings["LAR", "P2-10"].side == "below"
    assert found.standings["LAR", "P3-04"].side == "few"
    # Three posts of 53 do not make all of them unlike: the spread is told apart from who differs.
    assert found.spread["P2-06"] == 1.0


def test_departures_of_all_posts_are_those_of_each(cast, make):
    for post, member in ((cast.houston, cast.ines), (cast.laredo, cast.tomas)):
        case_actions.depart(
            actor=member.actor,
            case=make(post, days=1),
            action="P4-09",
            reason="time",
            note="Todavía no le dan la cita.",
        )
    since = timezone.now() - dt.timedelta(days=2)
    every = departures_by_post(since)
    assert every == {code: departures(code, since) for code in ("HOU", "LAR")}
    assert every["LAR"][0].reasons == (("time", 1),)


def test_it_asks_the_same_number_of_questions_however_many_cases_there_are(
    make, cast, django_assert_num_queries
):
    at = timezone.now()
    work(at, today())
    with django_assert_num_queries(11):
        work(at, today())
    for post in (cast.houston, cast.laredo):
        for _ in range(3):
            make(post, *TALK, ("departed", 12, "P4-09"))
    with django_assert_num_queries(11):
        found = work(timezone.now(), today())
    assert found.went_all.cases == 6
    assert str(cast.ines.user.id) not in repr(found)


def test_it_opens_to_whoever_leads_the_post_or_sees_the_network(cast):
    at = timezone.now()
    for member in (cast.aurora, cast.mateo):
        assert access.beside_network(member.actor, "HOU", at).at == at
    close("steps", "likeness", at=at - dt.timedelta(days=7))
    for member in (cast.sofia, cast.raul, cast.elena):
        assert access.likeness(member.actor, at).at == at - dt.timedelta(days=7), "as it was closed"
    for member in (cast.aurora, cast.ines, cast.lucia, cast.clara):
        with pytest.raises(Absent):
            access.likeness(member.actor, at)
        with pytest.raises(Absent):
            access.beside_network(member.actor, "LAR", at)
