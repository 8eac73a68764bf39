"""What the closing keeps of one post is what the post would count of itself at that instant, and no more."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as case_actions
from cauce.custody.journal.chain import Link, append
from cauce.custody.journal.door import Absent, refusals
from cauce.custody.journal.scoped import Unscoped
from cauce.intake.screenings.actions import acknowledge, open_case_from, pass_to_protection
from cauce.measurement import access
from cauce.measurement.boards.post_comparison.kept import own_of
from cauce.measurement.boards.post_comparison.own import Own, own
from cauce.measurement.boards.post_comparison.steps import followed_of
from cauce.measurement.models import PostSums
from cauce.rules.permissions import Scope
from cauce.staff.offices import access as offices
from tests.closing import close

pytestmark = pytest.mark.django_db
FIRST = (("safety_checked", 0), ("protection_accepted", 1))
TALK = (*FIRST, ("screening_done", 3), ("interview_prepared", 20))
WEEK = dt.timedelta(days=7)


@pytest.fixture
def network(cast, make):
    """Houston with each thing that is counted of a post; Laredo with two cases, the others with none."""
    cases = [
        make(cast.houston, *TALK, ("interview_done", 30 + number), ("interview_consented", 40))
        for number in range(4)
    ]
    make(cast.houston, *FIRST)
    make(cast.houston, *TALK, ("departed", 12, "P4-09"))
    make(cast.houston, *TALK, imported=True)
    make(cast.laredo, *FIRST)
    left = make(cast.laredo, *TALK, days=1)
    case_actions.depart(actor=cast.tomas.actor, case=left, action="P4-09", reason="time", note="No hay cita.")
    for turn in ("A1", "A2"):
        waiting = pass_to_protection(
            actor=cast.lucia.actor, post=cast.houston, turn=turn, cues=[], asked=True
        )
    acknowledge(actor=cast.ines.actor, encounter=waiting)
    open_case_from(actor=cast.ines.actor, encounter=waiting)
    at = timezone.now() - dt.timedelta(hours=5)
    for place, who in enumerate((cast.ines, cast.mateo, cast.aurora, cast.ines)):
        when, about = at + dt.timedelta(minutes=5 * place), str(cases[0].id)
        append(Link("read", "case.read", str(who.user.id), when, "HOU", "case", about))
    return cases


def now(post: str, at: dt.datetime) -> Own:
    return own(post, at, offices.day_at(None, at))


def same(one: Own, other: Own) -> bool:
    """A sum of fractions depends on their order in its last bit, and on nothing else."""
    assert one.went.fitness == pytest.approx(other.went.fitness, rel=1e-12)
    other.went.fitness = one.went.fitness
    return one == other


def test_it_is_to_the_digit_what_each_post_would_count_of_itself(cast, network):
    at = timezone.now()
    close("likeness", at=at)
    here = own_of("HOU", at + WEEK)
    assert same(here, now("HOU", at)) and here.at == at
    assert all(same(own_of(post, at), now(post, at)) for post in ("LAR", "DAL"))
    # Nothing of it is empty: each of these was compared.
    assert here.went.cases == 7 and here.went.early.total() and here.went.skipped.total()
    assert here.waits["screening"].count == 6 and here.waits["handover"].going_on == 0
    assert here.minutes.median is not None and [one.passed for one in here.spaces] == [2, None]
    assert followed_of(here.counts["P2-06"])[1] and here.departures[0].action == "P4-09"
    assert own_of("LAR", at).departures[0].reasons == (("time", 1),)
    assert set(PostSums.objects.values_list("post_id", flat=True)) == set(cast.posts)


def test_what_is_done_since_waits_for_the_next_closing(cast, make, network):
    at = timezone.now()
    close("steps", "likeness", at=at)
    before = access.beside_network(cast.aurora.actor, "HOU", at)
    make(cast.houston, *TALK, days=2)
    seen = access.beside_network(cast.aurora.actor, "HOU", timezone.now())
    assert seen.own == before.own and seen.at == seen.network.closed.at == at
    assert now("HOU", timezone.now()).went.cases == before.own.went.cases + 1
    close("likeness", at=at + WEEK)
    after = own_of("HOU", at + WEEK)
    assert same(after, now("HOU", at + WEEK)) and after.went.cases == 8


def test_an_erased_case_is_in_the_next_one_no_more_and_no_case_or_officer_ever(cast, network):
    at = timezone.now()
    close("likeness", at=at)
    rows = repr(list(PostSums.objects.values_list("sums", flat=True)))
    for one in (*network, cast.ines.user, cast.tomas.user):
        assert str(one.id) not in rows and getattr(one, "folio", "HOU-") not in rows
    for case in network:
        case.erased_at = at
        case.save()
    close("likeness", at=at + WEEK)
    after = own_of("HOU", at + WEEK)
    assert same(after, now("HOU", at + WEEK)) and after.went.cases == 3
    assert PostSums.objects.count() == len(cast.posts), "nothing of before is left"


def test_where_no_closing_knew_the_post_it_is_counted_as_it_is(cast, make, network):
    at = timezone.now()
    assert same(access.beside_network(cast.aurora.actor, "HOU", at).own, now("HOU", at))
    close("likeness", at=at)
    make(cast.houston, *TALK, days=2)
    later = timezone.now()
    for change in (lambda row: row.delete(), lambda row: (row.sums.pop("waits"), row.save())):
        kept = PostSums.objects.get(post=cast.houston)
        change(kept)
        assert same(own_of("HOU", later), now("HOU", later))
        kept.save()


def test_only_whoever_leads_the_post_reads_it(cast, network):
    close("steps", "likeness")
    for member in (cast.aurora, cast.mateo):
        assert access.beside_network(member.actor, "HOU", timezone.now()).own.post == "HOU"
    for member in (cast.tomas, cast.sofia, cast.raul, cast.elena, cast.ines, cast.lucia, cast.clara):
        with pytest.raises(Absent):
            access.beside_network(member.actor, "HOU", timezone.now())
    assert access.likeness(cast.sofia.actor, timezone.now()).own is None
    assert PostSums.objects.get(post=cast.houston).scope == Scope(post="HOU")
    with refusals(), pytest.raises(Unscoped):
        list(PostSums.objects.all())
