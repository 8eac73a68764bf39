"""Contact lost at a high risk: attempts in person count, and two people in two roles decide, never one."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access_contact_lost, actions
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import assign
from cauce.staff.offices.models import Assignment, User
from cauce.staff.oversight import access as oversight
from cauce.staff.oversight.actions import NotApproved, decide, take_back
from tests.cast import member

from .conftest import consent, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]
DAY = dt.timedelta(days=1)
WHY = "Se fue cinco veces al lugar que dijo; nadie sabe de ella."


def marked(way: str) -> dict:
    return {
        "way": way,
        "days": list(range(7)),
        "start": "00:00",
        "end": "00:00",
        "languages": ["spa"],
        "address": "La panadería de siempre",
    }


@pytest.fixture
def case(cast):
    """At a high risk: may be sought in person, through somebody trusted, or by telephone."""
    made = open_case(cast)
    for purpose in ("keeping", "contact"):
        consent(cast, made, purpose)
    ways = [marked(way) for way in ("in_person", "third_person", "phone_call")]
    actions.confirm_contact(actor=cast.ines.actor, case=made, ways=ways, at=timezone.now())
    judged(cast, made, "high")
    return made


def judged(cast, case, level):
    actions.record_facts(actor=cast.ines.actor, case=case, facts={"risk.level": level}, at=timezone.now())


def tried(cast, case, way="in_person", result="no_answer"):
    return actions.log_contact(
        actor=cast.ines.actor,
        case=case,
        attempt=actions.ContactAttempt(
            way=way,
            language="spa",
            result=result,
            word_said="not_agreed",
            note="Nadie abrió.",
            happened_at=timezone.now(),
        ),
    )


@pytest.fixture
def silent(cast, case):
    """Sought in person on five different days; the clock stands on the last of them."""
    start = timezone.now()
    for day in range(4):
        with time_machine.travel(start + day * DAY):
            tried(cast, case, "third_person" if day == 2 else "in_person")
    with time_machine.travel(start + 4 * DAY):
        tried(cast, case)
        yield case


def close(who, case, reason="lost_contact"):
    actions.close_case(actor=who.actor, case=case, reason=reason, note="", at=timezone.now())


def asked(who, case):
    return actions.propose_lost(actor=who.actor, case=case, reason=WHY, at=timezone.now())


def agreed(who, proposal, reason="Leí los intentos; no queda otra manera."):
    decide(actor=who.actor, proposal=proposal, approve=True, reason=reason, at=timezone.now())


def away(member):
    User.objects.filter(id=member.user.id).update(is_active=False)


def told() -> set[str]:
    return set(Message.objects.filter(key__startswith="lost_ask:").values_list("recipient", flat=True))


def test_in_danger_going_there_or_through_whom_she_trusts_counts_and_a_call_does_not(cast, case):
    assert Case.objects.get(id=case.id).danger
    assert tried(cast, case).safe and tried(cast, case, "third_person").safe
    assert not tried(cast, case, "phone_call").safe
    actions.confirm_contact(actor=cast.ines.actor, case=case, ways=[marked("phone_call")], at=timezone.now())
    assert not tried(cast, case).safe  # the place was taken back


def test_two_people_in_two_roles_close_it_and_one_never_does(cast, silent):
    with pytest.raises(NotApproved):
        close(cast.ines, silent)
    made = asked(cast.ines, silent)
    assert told() == {str(cast.mateo.user.id), str(cast.aurora.user.id)}
    for who in (cast.ines, cast.tomas, cast.sofia, cast.lucia):
        with pytest.raises(Refused):
            agreed(who, made)
    with pytest.raises(NotApproved):
        close(cast.ines, silent)
    with pytest.raises(BadInput, match="does not say why"):
        agreed(cast.aurora, made, "")
    agreed(cast.aurora, made)
    answer = Message.objects.get(key__startswith="proposal_decided:")
    assert answer.recipient == str(cast.ines.user.id)
    assert silent.folio not in answer.subject + answer.body
    close(cast.ines, silent)
    assert Case.objects.get(id=silent.id).status == "closed"
    entry = Entry.objects.get(what="case.close", kind="act")
    assert entry.detail["second"] == str(cast.aurora.user.id)


def test_the_approval_serves_once(cast, silent):
    agreed(cast.mateo, asked(cast.ines, silent))
    close(cast.ines, silent)
    actions.reopen_case(actor=cast.ines.actor, case=silent, at=timezone.now())
    with pytest.raises(NotApproved):
        close(cast.ines, silent)


def test_what_somebody_answers_meanwhile_undoes_it_and_silence_does_not(cast, silent):
    agreed(cast.mateo, asked(cast.ines, silent))
    tried(cast, silent)
    assert access_contact_lost.proposal_of(silent, timezone.now())
    tried(cast, silent, result="other_answered")
    assert access_contact_lost.proposal_of(silent, timezone.now()) is None
    with pytest.raises(NotApproved):
        close(cast.ines, silent)
    agreed(cast.mateo, asked(cast.ines, silent))
    close(cast.ines, silent)


def test_it_is_not_asked_before_the_attempts(cast, case):
    tried(cast, case)
    with pytest.raises(BadInput, match="1 of 5 different days"):
        asked(cast.ines, case)


def test_it_is_asked_once_may_be_taken_back_and_is_not_needed_at_a_low_risk(cast, silent):
    made = asked(cast.ines, silent)
    with pytest.raises(BadInput, match="already been requested"):
        asked(cast.ines, silent)
    take_back(actor=cast.ines.actor, proposal=made, at=timezone.now())
    again = asked(cast.ines, silent)
    decide(
        actor=cast.mateo.actor, proposal=again, approve=False, reason="Falta la iglesia.", at=timezone.now()
    )
    found = access_contact_lost.proposal_of(silent, timezone.now())
    assert found and found[1] == "Falta la iglesia."
    judged(cast, silent, "low")
    with pytest.raises(BadInput, match="nobody else is needed"):
        asked(cast.ines, silent)
    close(cast.ines, silent)


def test_another_consul_is_no_second_role_for_a_consul_and_the_head_of_post_is(cast, silent):
    rita = member("rita", "Rita Sandoval", "protection_consul", post=cast.houston)
    made = asked(cast.mateo, silent)
    assert told() == {str(cast.aurora.user.id)}
    with pytest.raises(Refused):
        agreed(rita, made)
    with pytest.raises(Absent):
        oversight.proposal_for(rita.actor, made.id, timezone.now())
    agreed(cast.aurora, made)
    close(cast.mateo, silent)


def test_whoever_holds_both_roles_does_not_agree_with_themselves(cast, silent):
    assign(actor=SYSTEM, user=cast.mateo.user, role="head_of_post", post=cast.houston)
    cast.mateo.actor = actor_for(cast.mateo.user)
    made = asked(cast.mateo, silent)
    for who in (cast.mateo, cast.aurora):  # the one proposed it, the other has no other role
        with pytest.raises(Refused):
            agreed(who, made)


def test_in_a_post_of_one_person_the_post_that_signs_for_it_reads_the_attempts_alone(cast, silent):
    dana = member("dana", "Dana Olvera", "protection_consul", post=cast.houston.signs_here)
    for who in (cast.ines, cast.aurora):
        away(who)
    made = asked(cast.mateo, silent)
    assert told() == {str(dana.user.id)} and made.looks == cast.houston.signs_here
    case, rows = access_contact_lost.attempts_to_weigh(dana.actor, made)
    assert case.folio == silent.folio and len(rows) == 5 and rows[0][1]["note"] == "Nadie abrió."
    assert Entry.objects.filter(what="case.attempts", actor=str(dana.user.id)).count() == 1
    agreed(dana, made)
    with pytest.raises(Absent):  # decided: there is nothing more to read
        access_contact_lost.attempts_to_weigh(dana.actor, made)
    close(cast.mateo, silent)


def test_where_nobody_along_that_way_can_headquarters_is_told_and_it_stays_open(cast, silent):
    for who in (cast.ines, cast.aurora):
        away(who)
    made = asked(cast.mateo, silent)
    assert made.looks is None
    assert told() == {str(cast.sofia.user.id), str(cast.ximena.user.id)}
    with pytest.raises(NotApproved):
        close(cast.mateo, silent)


def test_another_post_and_a_case_that_moved_show_no_attempts(cast, silent):
    made = asked(cast.ines, silent)
    for who in (cast.tomas, cast.ines, cast.sofia):
        with pytest.raises(Absent):
            access_contact_lost.attempts_to_weigh(who.actor, made)
    Case.objects.filter(id=silent.id).update(post=cast.laredo)
    with pytest.raises(Absent):
        access_contact_lost.attempts_to_weigh(cast.mateo.actor, made)


def test_whoever_agreed_and_lost_the_role_meanwhile_does_not_count(cast, silent):
    agreed(cast.mateo, asked(cast.ines, silent))
    Assignment.objects.filter(user=cast.mateo.user).update(ended_at=timezone.now())
    with pytest.raises(NotApproved):
        close(cast.ines, silent)
