"""A party to a case is told nothing of it, by nobody and in nobody's place."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from cauce.aid.actions._shared import approvers
from cauce.cases import access_colleagues, access_told, actions
from cauce.cases.models import Case
from cauce.cases.tests.conftest import open_at_houston
from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.rules.permissions import SYSTEM
from cauce.sharing.disclosures.actions._shared import tell_post
from cauce.sharing.referrals.actions._shared import tell_head, tell_officer
from cauce.staff.accounts.backend import Accounts
from cauce.staff.notices import access as notices
from cauce.staff.notices import rules as mailing
from cauce.staff.notices.actions import collect, keep_preference, queue, queue_many
from cauce.staff.notices.models import Message
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

pytestmark = pytest.mark.django_db
OURS = ("protection_officer", "protection_consul", "head_of_post")


@pytest.fixture
def case(cast):
    return open_at_houston(cast)


@pytest.fixture(autouse=True)
def inside():
    """As if an act were under way."""
    token = door._inside.set(1)
    yield
    door._inside.reset(token)


def party(cast, case, *who):
    for one in who:
        actions.declare_party(
            actor=cast.ines.actor, case=case, user=one.user, relation="relative", words="", at=timezone.now()
        )
    Message.objects.all().delete()
    return Case.objects.get(id=case.id)


def put(who, case, key="a"):
    return queue(
        key=f"{key}:{uuid4()}",
        recipient=str(who.user.id),
        about=case and case.id,
        subject="HOU-2026-00001",
        body="Algo espera.",
        at=timezone.now(),
    )


def told():
    ids = [id for id in Message.objects.values_list("recipient", flat=True) if id != "nobody"]
    return set(User.objects.filter(id__in=ids).values_list("username", flat=True))


def test_a_notice_of_the_case_never_comes_before_a_party_whoever_sends_it(cast, case):
    case = party(cast, case, cast.mateo)
    assert put(cast.ines, case) and not put(cast.mateo, case)
    assert put(cast.mateo, None), "what is of no case comes as ever"
    now, about = timezone.now(), str(case.id)
    ids = [str(one.user.id) for one in (cast.ines, cast.mateo)]
    queue_many(Message(key=f"m:{id}", recipient=id, about=about, made_at=now) for id in ids)
    assert not Message.objects.filter(recipient=str(cast.mateo.user.id), about=str(case.id)).exists()
    assert Message.objects.filter(key__startswith="m:").count() == 1


def test_what_a_party_was_told_before_stands_on_their_page_no_more_and_what_waited_never_leaves(cast, case):
    put(cast.mateo, case, "seen")
    Message.objects.update(sent_at=timezone.now())
    put(cast.mateo, case, "waits")
    put(cast.mateo, None, "other")
    mateo, now = cast.mateo, timezone.now()
    assert notices.unseen(mateo.actor, now).count() == 3
    actions.declare_party(
        actor=cast.ines.actor, case=case, user=mateo.user, relation="relative", words="", at=now
    )
    closed = actor_for(User.objects.get(id=mateo.user.id))
    assert [row.key.split(":")[0] for row in notices.of(closed, now)] == ["other"]
    assert notices.unseen(closed, now).count() == 1
    assert Accounts().get_user(mateo.user.id).unseen == 1, "nor does the bell count it"
    assert not Message.objects.filter(key__startswith="waits").exists()


def test_a_party_who_stands_in_for_somebody_is_not_told_of_it_either(cast, case):
    case, now = party(cast, case, cast.mateo), timezone.now()
    away = mailing.Preference(
        mode=mailing.DESK,
        tz="America/Chicago",
        away_from=(now - dt.timedelta(days=1)).date(),
        away_to=(now + dt.timedelta(days=2)).date(),
        stand_in=str(cast.mateo.user.id),
    )
    keep_preference(user=str(cast.ines.user.id), chosen=away, at=now)
    put(cast.ines, case)
    put(cast.ines, None)
    collect(actor=SYSTEM, at=now, mails=False, stands=lambda who, to: True)
    [passed] = Message.objects.filter(recipient=str(cast.mateo.user.id))
    assert passed.standing_in and passed.about == ""


def test_no_list_of_whom_to_ask_or_to_tell_has_a_party(cast, case):
    case, now = party(cast, case, cast.mateo), timezone.now()
    assert cast.mateo.user not in access_colleagues.whom_to_ask(cast.ines.actor, case, now)
    assert cast.mateo.user not in access_told.attending(case, OURS)
    with pytest.raises(BadInput):
        actions.ask_opinion(actor=cast.ines.actor, case=case, of=cast.mateo.user, question="¿Qué?", at=now)
    aid = SimpleNamespace(
        kind=SimpleNamespace(approver="protection_consul"),
        case=case,
        case_id=case.id,
        asked_by="",
        priced_by="",
    )
    assert cast.mateo.user not in approvers(aid)
    tell_post(case, key="d:1", at=now, roles=OURS)
    referral = SimpleNamespace(case=case)
    tell_officer(referral, key="o:1", body="Algo.", at=now)
    tell_head(referral, key="h:1", body="Algo.", at=now)
    assert told() and "mateo" not in told()


def test_where_the_officer_of_a_case_is_a_party_another_one_is_told(cast, case):
    actions.assign(actor=cast.ines.actor, case=case, officer=cast.mateo.user)
    assert access_told.officer_of(Case.objects.get(id=case.id)) == [cast.mateo.user]
    # A party to the file that this one is joined with.
    User.objects.filter(id=cast.mateo.user.id).update(closed=[str(case.id)])
    case = Case.objects.get(id=case.id)
    assert access_told.officer_of(case) == []
    found = access_told.attending(case, ("protection_consul",), ("protection_officer",))
    assert found and cast.mateo.user not in found
