"""Who works on a case: somebody takes what nobody has and gives what they have, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Case, PlanItem
from cauce.content.errors import BadInput
from cauce.custody.journal.door import AlreadyDone, Refused
from cauce.custody.journal.models import Entry
from cauce.staff.notices.models import Message
from cauce.staff.offices.models import Assignment
from tests.cast import member
from tests.rounds import rounds_of

from .conftest import open_at_houston

pytestmark = pytest.mark.django_db


def take(case, by, **more) -> Case:
    return actions.take_case(actor=by.actor, case=case, by=by.user, at=timezone.now(), **more)


def give(cast, cases, by, to, **more) -> actions.Given:
    now = timezone.now()
    return actions.give_cases(actor=by.actor, post=cast.houston, cases=cases, to=to.user, at=now, **more)


def line_of(cast, case, responsible, due: int = 0) -> PlanItem:
    now = timezone.now()
    return actions.add_plan_item(
        actor=cast.ines.actor,
        case=case,
        need="shelter",
        agreed="Una cama, con la organización que eligió.",
        due_on=now.date() + dt.timedelta(days=due),
        responsible=responsible,
        at=now,
    )


def officer(case) -> object:
    return Case.objects.get(id=case.id).officer


def told(who) -> list[str]:
    return list(Message.objects.filter(recipient=str(who.user.id)).values_list("key", flat=True))


def test_of_two_who_take_one_case_the_second_is_told_who_has_it_and_nothing_is_lost(cast, case):
    seen_by_both = Case.objects.get(id=case.id)  # as the other one still has it in hand
    take(case, cast.ines)
    with pytest.raises(BadInput) as refused:
        take(seen_by_both, cast.mateo)
    assert "Inés Carranza" in refused.value.es and "Inés Carranza" in refused.value.en
    assert officer(case) == cast.ines.user
    assert Entry.objects.filter(what="case.take").count() == 1


def test_taken_twice_by_one_person_it_is_taken_once(cast, case):
    once = uuid4()
    take(case, cast.ines, once=once)
    with pytest.raises(AlreadyDone):
        take(case, cast.ines, once=once)
    take(case, cast.ines)
    assert Entry.objects.filter(what="case.assign").count() == 1


def test_nobody_takes_a_case_for_somebody_else_nor_one_that_ended_nor_one_of_another_post(cast, kept):
    with pytest.raises(BadInput):
        actions.take_case(actor=cast.mateo.actor, case=kept, by=cast.ines.user, at=timezone.now())
    with pytest.raises(Refused):
        take(kept, cast.tomas)
    Case.objects.filter(id=kept.id).update(status="closed")
    with pytest.raises(BadInput):
        take(Case.objects.get(id=kept.id), cast.ines)
    assert officer(kept) is None


def test_a_case_is_given_with_what_its_officer_was_to_do_by_the_plan_and_the_colleague_is_told(cast, kept):
    take(kept, cast.ines)
    mine, hers = line_of(cast, kept, cast.ines.user), line_of(cast, kept, cast.aurora.user)
    found = give(cast, [kept], cast.ines, cast.mateo)
    assert (found.moved, found.stayed, officer(kept)) == ([kept], [], cast.mateo.user)
    assert PlanItem.objects.get(id=mine.id).responsible == cast.mateo.user
    assert PlanItem.objects.get(id=hers.id).responsible == cast.aurora.user
    assert [one for one in told(cast.mateo) if one.startswith("given:")]
    body = Message.objects.get(key__startswith="given:").body
    assert kept.folio not in body and "pendientes" in body


def test_what_somebody_else_works_on_is_given_by_whoever_leads_alone(cast, case):
    take(case, cast.mateo)
    with pytest.raises(BadInput, match="Somebody else"):
        give(cast, [case], cast.ines, cast.ines)
    assert officer(case) == cast.mateo.user
    other = open_at_houston(cast, officer=cast.ines.user)
    give(cast, [other], cast.mateo, cast.mateo)
    assert officer(other) == cast.mateo.user


def test_what_cannot_be_given_stays_and_holds_up_no_other(cast):
    free, hers = open_at_houston(cast), open_at_houston(cast)
    take(hers, cast.mateo)
    found = give(cast, [hers, free], cast.ines, cast.ines)
    assert found.moved == [free]
    assert found.stayed == [(hers, "theirs")]
    assert officer(hers) == cast.mateo.user


def test_a_party_is_given_nothing_of_the_case(cast, case):
    actions.declare_party(
        actor=cast.ines.actor, case=case, user=cast.mateo.user, relation="close", words="", at=timezone.now()
    )
    with pytest.raises(BadInput):
        give(cast, [case], cast.ines, cast.mateo)
    assert officer(case) is None and not [one for one in told(cast.mateo) if one.startswith("given:")]


def test_it_is_given_to_whoever_works_there_today_and_to_nobody_who_left(cast, case):
    left = member("paz", "Paz Rincón", "protection_officer", post=cast.houston)
    give(cast, [case], cast.ines, left)
    Assignment.objects.filter(user=left.user).update(ended_at=timezone.now() - dt.timedelta(minutes=1))
    other = open_at_houston(cast)
    for to in (left, cast.tomas, cast.lucia):
        with pytest.raises(BadInput):
            give(cast, [other], cast.ines, to)
    with pytest.raises(BadInput):
        give(cast, [], cast.ines, cast.mateo)
    with pytest.raises(BadInput):
        give(cast, [other] * 26, cast.ines, cast.mateo)


def test_whoever_is_to_do_a_line_of_a_plan_is_told_once_and_not_of_what_they_wrote_themselves(cast, kept):
    made = line_of(cast, kept, cast.mateo.user)
    line_of(cast, kept, cast.ines.user)
    assert told(cast.mateo) == [f"plan:{made.id}"] and told(cast.ines) == []
    message = Message.objects.get(key=f"plan:{made.id}")
    assert kept.folio not in message.body and "refugio" not in message.body


def test_a_line_whose_day_passed_is_told_once_to_whoever_is_to_do_it(cast, kept):
    late, ahead = line_of(cast, kept, cast.mateo.user, -2), line_of(cast, kept, cast.mateo.user, 2)
    done = line_of(cast, kept, cast.mateo.user, -2)
    actions.close_plan_item(actor=cast.ines.actor, case=kept, item=done, state="done", at=timezone.now())
    long_ago = line_of(cast, kept, cast.mateo.user, -60)
    told_of = [rounds_of("cauce.cases", timezone.now())["plan_lines_chased"] for _ in range(2)]
    assert told_of == [1, 0]
    keys = [one for one in told(cast.mateo) if one.startswith("plan_late:")]
    assert keys == [f"plan_late:{late.id}:{cast.mateo.user.id}"]
    assert not any(str(one.id) in key for one in (ahead, done, long_ago) for key in keys)


def test_of_a_late_line_no_party_to_its_case_is_told(cast):
    now = timezone.now()
    closed, kept = (open_at_houston(cast, officer=cast.ines.user) for _ in range(2))
    line_of(cast, closed, cast.mateo.user, -2)
    actions.declare_party(
        actor=cast.ines.actor, case=closed, user=cast.mateo.user, relation="named", words="", at=now
    )
    assert rounds_of("cauce.cases", now)["plan_lines_chased"] == 0
    assert not [one for one in told(cast.mateo) if one.startswith("plan_late:")], "his list has it not"
    line_of(cast, kept, cast.mateo.user, -2)
    assert rounds_of("cauce.cases", now)["plan_lines_chased"] == 1, "of another case as ever"
