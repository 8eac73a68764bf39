"""A case closes to whoever is a party to it; the head of post, or headquarters, says who goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases import access_recusals as recusals
from cauce.cases.actions._second import _who
from cauce.cases.models import Case, Handover, Opinion, PlanItem, Recusal
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused, refusals
from cauce.custody.journal.models import Entry
from cauce.custody.journal.scoped import closed_to
from cauce.rules.permissions import SYSTEM, permits
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import assign
from cauce.staff.offices.models import Post, User
from tests.cast import Member, member
from tests.rounds import rounds_of

pytestmark = pytest.mark.django_db
WORDS = "Es primo de quien la retenía."


def declare(cast, case, party, by=None, **given) -> Recusal:
    says = {"relation": "relative", "words": WORDS, "at": timezone.now(), **given}
    return actions.declare_party(actor=(by or cast.ines).actor, case=case, user=party.user, **says)


def now_as(one) -> object:
    """Who somebody is at the next page they ask for."""
    return actor_for(User.objects.get(id=one.user.id))


@pytest.fixture
def his(cast, case):
    """A case that Mateo works on."""
    actions.assign(actor=cast.ines.actor, case=case, officer=cast.mateo.user)
    return case


def test_it_closes_at_once_to_whoever_a_colleague_names_and_nobody_tells_them(cast, his):
    Message.objects.all().delete()
    declare(cast, his, cast.mateo)
    mateo = now_as(cast.mateo)
    assert str(his.id) in mateo.closed and not permits(mateo, "case.read", his.scope).allowed
    with pytest.raises(Absent):
        access.case_for(mateo, his.id)
    with pytest.raises(Refused):
        actions.record_act(actor=mateo, case=his, name="safety_checked", happened_at=timezone.now())
    assert access.case_for(now_as(cast.ines), his.id) == his
    told = set(Message.objects.values_list("recipient", flat=True))
    assert told == {str(cast.aurora.user.id)}


def test_whoever_is_a_party_says_it_of_themselves(cast, his):
    made = declare(cast, his, cast.mateo, by=cast.mateo, relation="named")
    entry = Entry.objects.get(what="recusal.declare")
    assert entry.detail["own"] is True and WORDS not in str(entry.detail)
    assert Recusal.sealed.open(made) == {"relation": "named", "words": WORDS}


def test_nobody_has_the_case_until_the_head_of_post_says_who(cast, his):
    row = declare(cast, his, cast.mateo)
    his.refresh_from_db()
    assert his.officer is None
    with pytest.raises(BadInput):
        actions.reassign_case(actor=cast.aurora.actor, recusal=row, officer=None, at=timezone.now())
    actions.reassign_case(actor=cast.aurora.actor, recusal=row, officer=cast.ines.user, at=timezone.now())
    his.refresh_from_db()
    assert his.officer == cast.ines.user and recusals.of_case(his)[0].row.state == "kept"
    passed = Handover.objects.get(case=his)
    assert (passed.before, passed.after) == (cast.mateo.user, cast.ines.user)


def test_what_the_party_was_to_do_is_for_whoever_goes_on(cast, kept):
    item = actions.add_plan_item(
        actor=cast.ines.actor,
        case=kept,
        need="shelter",
        agreed="Llamar.",
        due_on=timezone.now().date(),
        responsible=cast.mateo.user,
        at=timezone.now(),
    )
    opinion = actions.ask_opinion(
        actor=cast.ines.actor, case=kept, of=cast.mateo.user, question="¿Qué opina?", at=timezone.now()
    )
    row = declare(cast, kept, cast.mateo)
    actions.reassign_case(actor=cast.aurora.actor, recusal=row, officer=cast.ines.user, at=timezone.now())
    assert PlanItem.objects.get(id=item.id).responsible == cast.ines.user
    assert Opinion.objects.get(id=opinion.id).withdrawn_at is not None


def test_neither_the_party_nor_the_window_is_given_the_case(cast, his):
    row = declare(cast, his, cast.mateo)
    for one in (cast.mateo, cast.lucia, cast.tomas):
        with pytest.raises(BadInput):
            actions.reassign_case(actor=cast.aurora.actor, recusal=row, officer=one.user, at=timezone.now())


def test_where_the_head_of_post_is_the_party_headquarters_decides(cast, his):
    row = declare(cast, his, cast.aurora)
    aurora = now_as(cast.aurora)
    assert recusals.listed(aurora) == []
    with pytest.raises(Absent):
        recusals.recusal_for(aurora, row.id)
    assert {str(cast.sofia.user.id), str(cast.ximena.user.id)} == set(
        Message.objects.filter(key__startswith="recusal:").values_list("recipient", flat=True)
    )
    assert recusals.listed(cast.sofia.actor) == [row]
    actions.reassign_case(actor=cast.sofia.actor, recusal=row, officer=None, at=timezone.now())
    row.refresh_from_db()
    assert row.state == "kept" and row.case.officer == cast.mateo.user


def leads_and_works(cast) -> Member:
    """Aurora, who in a small post works on cases as well."""
    assign(actor=SYSTEM, user=cast.aurora.user, role="protection_consul", post=cast.houston)
    return Member(cast.aurora.user, now_as(cast.aurora))


def test_a_head_of_post_who_declared_it_decides_nothing_of_it(cast, his):
    Message.objects.all().delete()
    aurora = leads_and_works(cast)
    row = declare(cast, his, cast.mateo, by=aurora)
    told = set(Message.objects.filter(key__startswith="recusal:").values_list("recipient", flat=True))
    assert told == {str(cast.sofia.user.id), str(cast.ximena.user.id)}
    assert recusals.listed(aurora.actor) == []
    with pytest.raises(Absent):
        recusals.recusal_for(aurora.actor, row.id)
    with pytest.raises(BadInput, match="recorded it does not decide"):
        actions.reassign_case(actor=aurora.actor, recusal=row, officer=cast.ines.user, at=timezone.now())
    with pytest.raises(BadInput, match="recorded it does not decide"):
        actions.lift_recusal(actor=aurora.actor, recusal=row, reason="No era.", at=timezone.now())
    actions.reassign_case(actor=cast.sofia.actor, recusal=row, officer=cast.ines.user, at=timezone.now())
    assert Case.objects.get(id=his.id).officer == cast.ines.user


def test_where_two_lead_a_post_the_one_who_did_not_declare_it_decides(cast, his):
    other = member("paz", "Paz Rincón", "head_of_post", post=cast.houston)
    row = declare(cast, his, cast.mateo, by=leads_and_works(cast))
    told = Message.objects.filter(key__startswith="recusal:").values_list("recipient", flat=True)
    assert list(told) == [str(other.user.id)] and recusals.listed(cast.sofia.actor) == []
    assert recusals.listed(other.actor) == [row]


def test_headquarters_decides_nothing_that_the_head_of_post_can(cast, his):
    row = declare(cast, his, cast.mateo)
    assert recusals.listed(cast.sofia.actor) == []
    with pytest.raises(Absent):
        recusals.recusal_for(cast.sofia.actor, row.id)
    with pytest.raises(BadInput):
        actions.reassign_case(actor=cast.sofia.actor, recusal=row, officer=cast.ines.user, at=timezone.now())


def test_nobody_who_works_on_cases_decides_and_no_other_post_declares(cast, his):
    with pytest.raises(Refused):
        declare(cast, his, cast.mateo, by=cast.tomas)
    row = declare(cast, his, cast.mateo)
    with pytest.raises(Refused):
        actions.lift_recusal(actor=cast.ines.actor, recusal=row, reason="No.", at=timezone.now())


def test_a_mistake_is_undone_by_another_person_with_a_reason(cast, his):
    row = declare(cast, his, cast.mateo)
    with pytest.raises(BadInput):
        actions.lift_recusal(actor=cast.aurora.actor, recusal=row, reason=" ", at=timezone.now())
    actions.lift_recusal(actor=cast.aurora.actor, recusal=row, reason="Era otra persona.", at=timezone.now())
    mateo = now_as(cast.mateo)
    assert mateo.closed == frozenset() and access.case_for(mateo, his.id) == his
    with pytest.raises(BadInput):
        actions.lift_recusal(actor=cast.aurora.actor, recusal=row, reason="Otra vez.", at=timezone.now())
    declare(cast, his, cast.mateo)  # it may be said again


def test_the_database_lets_nobody_open_again_what_they_declared(cast, his):
    row = declare(cast, his, cast.mateo)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recusal.objects.filter(id=row.id).update(state="lifted", decided_by=row.declared_by)


def test_it_is_said_once_of_one_person_of_this_post_and_in_the_words_of_the_list(cast, his):
    declare(cast, his, cast.mateo)
    for one in (cast.mateo, cast.tomas, cast.clara):
        with pytest.raises(BadInput):
            declare(cast, his, one)
    with pytest.raises(Unknown):
        declare(cast, his, cast.lucia, relation="enemy")
    with pytest.raises(BadInput):
        declare(cast, his, cast.lucia, words="x" * 2001)


def test_two_cases_closed_to_one_person_stay_closed_when_one_opens(cast, his):
    other = actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    first = declare(cast, his, cast.mateo)
    declare(cast, other, cast.mateo)
    actions.lift_recusal(actor=cast.aurora.actor, recusal=first, reason="No era.", at=timezone.now())
    closed = now_as(cast.mateo).closed
    assert str(other.id) in closed and str(his.id) not in closed


def test_headquarters_is_told_once_when_nobody_decides(cast, his):
    row = declare(cast, his, cast.mateo)
    assert rounds_of("cauce.cases", timezone.now())["recusals_chased"] == 0
    late = timezone.now() + dt.timedelta(days=1, minutes=1)
    assert rounds_of("cauce.cases", late)["recusals_chased"] == 1
    assert rounds_of("cauce.cases", late)["recusals_chased"] == 0
    told = Message.objects.filter(key__startswith=f"recusal:{row.id}", recipient=str(cast.sofia.user.id))
    assert told.count() == 1


def test_lists_counts_and_relations_leave_it_out_for_the_party_alone(cast, kept):
    other = actions.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    declare(cast, kept, cast.mateo)
    mateo = now_as(cast.mateo)

    def seen(actor) -> list[Case]:
        with refusals(), closed_to(actor):
            rows, total = access.worklist_pages(actor, "HOU", timezone.now())
            assert total == len(rows) == access.count_working(actor, "HOU")
            assert (
                kept.person_id
                in set(kept.person.__class__.objects.filter(post_id="HOU").values_list("id", flat=True))
            ) is (actor is not mateo)
            return [row.case for row in rows]

    assert seen(mateo) == [other]
    assert set(seen(cast.ines.actor)) == {kept, other}


def test_the_next_folio_counts_what_is_closed(cast, case):
    declare(cast, case, cast.mateo)
    mateo = now_as(cast.mateo)
    with refusals(), closed_to(mateo):
        made = actions.open_case(actor=mateo, post=cast.houston, channel="walk_in", started_at=timezone.now())
    assert made.folio > case.folio


def test_an_emergency_does_not_open_it_either(cast, case):
    actions.declare_party(
        actor=cast.ines.actor,
        case=case,
        user=member("paz", "Paz Rincón", "protection_officer", post=cast.houston).user,
        relation="close",
        words="",
        at=timezone.now(),
    )
    paz = User.objects.get(username="paz")
    paz.assignments.update(post=cast.laredo)  # she moved
    gone = actor_for(paz)
    with pytest.raises(Absent):
        access.case_to_open(gone, case.folio)
    assert access.case_to_open(cast.tomas.actor, case.folio) == case


def test_no_colleague_gives_the_case_to_a_party_again(cast, his):
    declare(cast, his, cast.mateo)
    mateo = User.objects.get(id=cast.mateo.user.id)
    with pytest.raises(BadInput):
        actions.assign(actor=cast.ines.actor, case=his, officer=mateo)
    with pytest.raises(BadInput):
        actions.ask_opinion(
            actor=cast.ines.actor, case=his, of=mateo, question="¿Qué opina?", at=timezone.now()
        )


@pytest.mark.parametrize("role", ["protection_consul", "head_of_post"])
def test_it_is_said_of_whoever_signs_for_the_post_too_and_closes_to_them(cast, his, role):
    """Laredo signs for Houston, and another post for Laredo: who decides there reaches the case."""
    third = next(one for code, one in cast.posts.items() if code not in ("HOU", "LAR"))
    Post.objects.filter(code="HOU").update(signs_here=cast.laredo, lacks_second=True)
    Post.objects.filter(code="LAR").update(signs_here=third)
    Post.objects.filter(code=third.code).update(signs_here=cast.houston)
    near = member("dana", "Dana Olvera", role, post=cast.laredo)
    far = member("paz", "Paz Rincón", role, post=third)
    case = Case.objects.get(id=his.id)
    assert {near.user, far.user} <= set(recusals.whom(case))
    assert cast.tomas.user not in recusals.whom(case), "who signs nothing reaches nothing"
    declare(cast, case, near)
    assert str(case.id) in now_as(near).closed and near.user not in recusals.whom(case)
    if role == "protection_consul":
        assert permits(near.actor, "case.read_to_sign", case.scope).allowed
    assert not permits(now_as(near), "case.read_to_sign", case.scope).allowed


def test_whoever_is_a_party_is_not_asked_to_agree_here_or_elsewhere(cast, his):
    dana = member("dana", "Dana Olvera", "protection_consul", post=cast.laredo)
    paz = member("paz", "Paz Rincón", "head_of_post", post=cast.laredo)
    Post.objects.filter(code="HOU").update(signs_here=cast.laredo)
    asked = []
    for one in (cast.mateo, cast.aurora, dana, paz):
        declare(cast, Case.objects.get(id=his.id), one)
        looks, told = _who(cast.ines.actor, Case.objects.get(id=his.id))
        asked.append((looks and looks.code, {user.username for user in told}))
    assert asked == [(None, {"aurora"}), ("LAR", {"dana", "paz"}), ("LAR", {"paz"}), (None, set())]
