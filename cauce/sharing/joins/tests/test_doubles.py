"""Two files of one person at one post: joined by two people, read as one, and parted with nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access as cases_access
from cauce.cases import actions as cases
from cauce.cases.access_recusals import parties, whom
from cauce.cases.drift import differences
from cauce.cases.facts import acts_of, facts_of
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.sharing.joins import access
from cauce.sharing.joins import actions as joins
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.models import Join
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User
from tests import joins as elsewhere
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db


def one_file(cast, by=None, officer=None) -> Case:
    who = by or cast.ines
    post = cast.laredo if who is cast.tomas else cast.houston
    return cases.open_case(
        actor=who.actor,
        post=post,
        channel="walk_in",
        started_at=timezone.now() - dt.timedelta(minutes=9),
        officer=officer,
    )


@pytest.fixture
def two(cast) -> tuple[Case, Case]:
    """The earlier file is Mateo's, the later one nobody's."""
    return one_file(cast, officer=cast.mateo.user), one_file(cast)


def ask(cast, one: Case, other: Case, by=None) -> Join:
    return joins.ask_to_join_here(actor=(by or cast.ines).actor, case=one, other=other, at=timezone.now())


def joined(cast, one: Case, other: Case) -> Join:
    made = ask(cast, one, other)
    joins.agree_to_join(actor=cast.mateo.actor, leg=Leg(made, made.lead_id), at=timezone.now())
    for case in (one, other):
        case.refresh_from_db()
    return made


def test_one_asks_and_the_owner_of_the_earlier_file_is_told_and_decides(cast, two):
    earlier, later = two
    made = ask(cast, later, earlier)
    assert (made.lead, made.follower) == (earlier, later)
    told = Message.objects.filter(key__startswith="join_asked:")
    assert [one.recipient for one in told] == [str(cast.mateo.user.id)]
    earlier.refresh_from_db()
    assert earlier.joined_with_id is None, "nothing is joined before somebody else agrees"
    with pytest.raises(BadInput):
        joins.agree_to_join(actor=cast.ines.actor, leg=Leg(made, later.id), at=timezone.now())
    joins.agree_to_join(actor=cast.mateo.actor, leg=Leg(made, earlier.id), at=timezone.now())
    earlier.refresh_from_db()
    assert earlier.joined_with_id == later.id


def test_it_needs_no_yes_and_the_loop_does_not_part_it(cast, two):
    made = joined(cast, *two)
    assert rounds_of("cauce.sharing.joins", timezone.now())["joins_over"] == 0
    assert access.may_read_both(made, timezone.now())
    found, own, other = access.join_for(cast.ines.actor, made.id)
    assert {own.id, other.id} == {one.id for one in two}


def test_parted_after_both_files_went_on_each_keeps_its_own_and_nothing_is_lost(cast, two):
    earlier, later = two
    made = joined(cast, earlier, later)
    cases.record_act(
        actor=cast.mateo.actor, case=earlier, name="rights_explained", happened_at=timezone.now()
    )
    cases.record_facts(actor=cast.ines.actor, case=later, facts={"danger.immediate": True}, at=timezone.now())
    before = {one.id: ([a.name for a in acts_of(one)], facts_of(one)) for one in two}
    joins.part(actor=cast.ines.actor, leg=Leg(made, later.id), why="two_people", at=timezone.now())
    for case in two:
        case.refresh_from_db()
        assert case.joined_with_id is None
        assert ([a.name for a in acts_of(case)], facts_of(case)) == before[case.id]
    assert differences(timezone.now())[1] == []
    with pytest.raises(BadInput) as problem:  # said again, from a page that stood open
        joins.part(actor=cast.mateo.actor, leg=Leg(made, earlier.id), why="asked", at=timezone.now())
    assert "ya cambió" in problem.value.es
    with pytest.raises(BadInput) as problem:
        ask(cast, earlier, later)
    assert "dos personas" in problem.value.es


def test_parted_as_not_needed_they_may_be_joined_again(cast, two):
    made = joined(cast, *two)
    joins.part(actor=cast.ines.actor, leg=Leg(made, two[0].id), why="not_needed", at=timezone.now())
    assert joined(cast, *(Case.objects.get(id=one.id) for one in two)).joined_at is not None


def test_never_with_itself_another_post_a_voided_one_or_twice(cast, two):
    earlier, later = two
    for other in (earlier, one_file(cast, by=cast.tomas)):
        with pytest.raises(BadInput):
            ask(cast, earlier, other)
    Case.objects.filter(id=later.id).update(status="voided")
    with pytest.raises(BadInput):
        ask(cast, earlier, Case.objects.get(id=later.id))
    Case.objects.filter(id=later.id).update(status="active")
    ask(cast, earlier, Case.objects.get(id=later.id))
    with pytest.raises(BadInput):
        ask(cast, later, earlier, by=cast.mateo)


def test_nobody_of_another_post_asks_sees_or_agrees(cast, two):
    made = ask(cast, *two)
    with pytest.raises(Refused):
        ask(cast, *two, by=cast.tomas)
    with pytest.raises(Absent):
        access.double_for(cast.tomas.actor, made.id)
    with pytest.raises(Refused):
        joins.agree_to_join(actor=cast.tomas.actor, leg=Leg(made, made.lead_id), at=timezone.now())
    assert access.double_for(cast.mateo.actor, made.id) == made


def test_between_two_posts_her_yes_is_still_needed(cast, two):
    """One of the two goes to another post: without her yes the round parts them."""
    made = joined(cast, *two)
    Case.objects.filter(id=two[1].id).update(post=cast.laredo)
    made.refresh_from_db()
    assert not access.may_read_both(Join.objects.get(id=made.id), timezone.now())
    assert rounds_of("cauce.sharing.joins", timezone.now())["joins_over"] == 1


def test_what_is_closed_to_a_party_is_closed_in_both_while_they_are_one(cast, two):
    earlier, later = two
    cases.declare_party(
        actor=cast.ines.actor,
        case=later,
        user=cast.lucia.user,
        relation="relative",
        words="",
        at=timezone.now(),
    )
    made = joined(cast, earlier, later)
    lucia = User.objects.get(id=cast.lucia.user.id)
    assert {str(earlier.id), str(later.id)} <= actor_for(lucia).closed
    for case in (earlier, later):
        assert parties(case) == {lucia.id} and lucia not in whom(case)
    joins.part(actor=cast.ines.actor, leg=Leg(made, later.id), why="not_needed", at=timezone.now())
    lucia.refresh_from_db()
    assert str(earlier.id) not in actor_for(lucia).closed and str(later.id) in actor_for(lucia).closed
    assert parties(Case.objects.get(id=earlier.id)) == set()
    assert parties(Case.objects.get(id=later.id)) == {lucia.id}


def test_whoever_works_on_one_file_and_is_a_party_to_the_other_is_left_with_neither(cast, two):
    earlier, later = two
    cases.declare_party(
        actor=cast.ines.actor, case=later, user=cast.mateo.user, relation="named", words="", at=timezone.now()
    )
    Message.objects.all().delete()
    joined(cast, earlier, later)
    assert Case.objects.get(id=earlier.id).officer is None
    told = set(Message.objects.filter(key__startswith="recusal_joined:").values_list("recipient", flat=True))
    assert told == {str(cast.aurora.user.id)}


def test_a_file_joined_at_another_post_is_closed_to_the_party_too(cast):
    pair = elsewhere.two(cast)
    elsewhere.told_same(cast, pair)
    here, there = pair.here, pair.there
    cases.declare_party(
        actor=cast.ines.actor, case=here, user=cast.lucia.user, relation="named", words="", at=timezone.now()
    )
    elsewhere.joined(cast, pair)
    closed = actor_for(User.objects.get(id=cast.lucia.user.id)).closed
    assert {str(there.id), str(there.person_id), str(there.key_id)} <= closed


def test_a_joined_file_is_not_voided(cast, two):
    joined(cast, *two)
    with pytest.raises(BadInput) as problem:
        cases.propose_void(
            actor=cast.ines.actor, case=two[1], reason="Doble.", no_complaint=True, at=timezone.now()
        )
    assert "junto con otro" in problem.value.es


def test_the_pages_lead_from_the_folio_to_the_joint_file(client, cast, two):
    earlier, later = two
    client.force_login(cast.ines.user)
    page = f"/casos/{later.id}/dobles/"
    for folio in ("LAR-2026-00001", "HOU-1999-00001"):
        answer = client.post(page, {"folio": folio})
        assert "no hay un expediente con ese folio" in answer.content.decode()
    assert client.post(page, {"folio": earlier.folio}).status_code == 302
    made = Join.objects.get()
    assert "otra persona" in client.get(page).content.decode()
    client.force_login(cast.mateo.user)
    assert earlier.folio in client.get("/consultas/").content.decode()
    double = f"/consultas/dobles/{made.id}/"
    assert later.folio in client.get(double).content.decode()
    answer = client.post(double, {"do": "agree"})
    assert (answer.status_code, answer["Location"]) == (302, f"/consultas/juntos/{made.id}/")
    assert client.get(answer["Location"]).status_code == 200
    assert cases_access.case_for(cast.mateo.actor, later.id).joined_with_id == earlier.id
