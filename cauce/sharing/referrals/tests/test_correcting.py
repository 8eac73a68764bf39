"""A request to the wrong service that nobody read, and one that said something wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.corrections.actions import agree_correction
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.models import CaseAct
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import shred
from cauce.directory.models import Organization
from cauce.sharing.referrals import access
from cauce.sharing.referrals.access_correcting import left_counted
from cauce.sharing.referrals.access_links import link_by, receiver_of
from cauce.sharing.referrals.actions import (
    correct_recipient,
    correct_shared,
    invite,
    record_answer,
    try_code,
)
from cauce.sharing.referrals.facts import stored_of
from cauce.staff.notices.models import Message
from cauce.staff.oversight.actions import decide
from cauce.staff.oversight.models import Proposal

from .conftest import agree, send

WHY = "Se eligió el servicio del renglón de arriba."


def put(cast, referral, **more):
    given = {"actor": cast.ines.actor, "why": WHY, "at": timezone.now()} | more
    return correct_recipient(referral=referral, **given)


def test_unread_it_is_destroyed_and_does_not_count_as_sent(cast, referral):
    assert CaseAct.objects.filter(case=referral.case, name="referral_sent").exists()
    made = put(cast, referral)
    referral.refresh_from_db()
    assert (referral.state, referral.shared) == ("withdrawn", None)
    assert not CaseAct.objects.filter(case=referral.case, name="referral_sent").exists()
    assert CaseAct.written.filter(case=referral.case, name="referral_sent", void=True).count() == 1
    assert made.state == "made" and made.kind == "recipient"


@pytest.mark.parametrize("how", ["opened", "listed"])
def test_once_somebody_there_read_it_it_is_no_correction(cast, referral, how):
    if how == "opened":
        access.shared_with(cast.clara.actor, access.referral_for(cast.clara.actor, referral.id))
    else:
        access.inbox(cast.clara.actor)
    with pytest.raises(BadInput, match="read it"):
        put(cast, referral)
    referral.refresh_from_db()
    assert referral.shared is not None and not CaseCorrection.objects.exists()


def test_where_a_duty_would_end_it_is_destroyed_at_once_and_counts_until_another_agrees(cast, case, service):
    agree(cast, case, service)
    referral = send(cast, case, service, at=timezone.now() - dt.timedelta(hours=30))
    made = put(cast, referral)
    referral.refresh_from_db()
    assert (referral.state, referral.shared) == ("withdrawn", None)
    assert made.state == "waiting"
    assert CaseAct.objects.filter(case=case, name="referral_sent").exists()
    assert Entry.objects.filter(what="correction.recipient").latest("id").detail["steps"]
    [waits] = Proposal.objects.filter(kind="case.correct")
    agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    made.refresh_from_db()
    assert (made.state, made.agreed_by) == ("made", cast.mateo.actor.user)
    assert not CaseAct.objects.filter(case=case, name="referral_sent").exists()
    assert Entry.objects.filter(what="correction.agree").latest("id").detail["referral"] == str(referral.id)


def test_printed_it_left_and_is_no_correction(cast, referral):
    access.shared_to_print(cast.ines.actor, referral)
    with pytest.raises(BadInput, match="left on paper"):
        put(cast, referral)


def test_answered_by_telephone_it_was_read(cast, unheard):
    invite(actor=cast.ines.actor, referral=unheard, at=timezone.now())
    record_answer(actor=cast.ines.actor, referral=unheard, what="accept", at=timezone.now())
    assert access.read_by_receiver(unheard)


@pytest.fixture
def unheard(cast, case, service):
    """A request to a service that has no account."""
    Organization.objects.filter(id=service.organization_id).update(partner=None)
    service.refresh_from_db()
    agree(cast, case, service)
    return send(cast, case, service)


def test_of_a_service_without_an_account_nobody_can_tell(cast, unheard):
    with pytest.raises(BadInput, match="nobody can tell"):
        put(cast, unheard)
    unheard.refresh_from_db()
    assert unheard.shared is not None and not CaseCorrection.objects.exists()


@pytest.mark.parametrize("opened", [False, True])
def test_of_a_link_it_is_known_whether_it_was_opened(cast, unheard, opened):
    given, at = invite(actor=cast.ines.actor, referral=unheard, at=timezone.now()), timezone.now()
    if opened:
        link = link_by(given.token, at)
        assert try_code(actor=receiver_of(link), link=link, code=given.code, at=at)
        with pytest.raises(BadInput, match="read it"):
            put(cast, unheard)
    else:
        assert put(cast, unheard).kind == "recipient"


def test_its_own_post_may_have_looked(cast, referral):
    access.shared_with(cast.ines.actor, access.referral_for(cast.ines.actor, referral.id))
    assert put(cast, referral).state == "made"


def test_what_was_shared_is_put_right_and_the_receiver_is_told_nothing_about_anybody(cast, referral):
    before = stored_of(referral)
    name = sorted(before)[0]
    shared = before | {name: "otra cosa"}
    for n in (1, 2):
        correct_shared(
            actor=cast.ines.actor,
            referral=referral,
            shared=shared | {name: f"otra cosa {n}"},
            why=WHY,
            at=timezone.now(),
            seen_twice=True,
        )
        referral.refresh_from_db()
    assert stored_of(referral)[name] == "otra cosa 2"
    told = Message.objects.filter(key__startswith="corrected:")
    assert {one.recipient for one in told} == {str(cast.clara.user.id)}
    assert all("otra cosa" not in one.body and WHY not in one.body for one in told)
    [first, second] = CaseCorrection.objects.order_by("number")
    assert CaseCorrection.sealed.open(first)["before"] == before
    assert CaseCorrection.sealed.open(second)["before"][name] == "otra cosa 1"


@pytest.mark.parametrize("how", ["recipient", "shared"])
def test_after_the_key_was_destroyed_it_says_so_and_nothing_is_taken_back(cast, referral, how):
    shred(referral.case.key_id)
    with pytest.raises(CauceError, match="key"):
        if how == "recipient":
            put(cast, referral)
        else:
            shared = {"needs": "otra cosa"}
            given = {"actor": cast.ines.actor, "referral": referral, "shared": shared, "why": WHY}
            correct_shared(at=timezone.now(), seen_twice=True, **given)
    referral.refresh_from_db()
    assert referral.state == "sent" and not CaseCorrection.objects.exists()


def test_two_officers_who_take_back_one_request_and_the_second_is_told_that_it_is_over(cast, referral):
    assert put(cast, referral).state == "made"
    with pytest.raises(BadInput, match="is over"):
        put(cast, referral, actor=cast.mateo.actor)
    assert CaseCorrection.objects.count() == 1


def test_turned_down_it_is_asked_for_again_and_destroyed_only_once(cast, case, service):
    agree(cast, case, service)
    referral = send(cast, case, service, at=timezone.now() - dt.timedelta(hours=30))
    put(cast, referral)
    with pytest.raises(BadInput, match="already waits"):
        put(cast, referral)
    [waits] = Proposal.objects.filter(kind="case.correct")
    decide(actor=cast.mateo.actor, proposal=waits, approve=False, reason=WHY, at=timezone.now())
    assert left_counted(case, timezone.now()) == {str(referral.id)}
    again = put(cast, referral, why="Lo dice el correo de aquel día.")
    assert again.state == "waiting" and left_counted(case, timezone.now()) == frozenset()
    assert Message.objects.filter(key__startswith="withdrawn:").count() == 1, "the receiver is told once"
    [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
    agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    assert not CaseAct.objects.filter(case=case, name="referral_sent").exists()
    with pytest.raises(BadInput, match="is over"):
        put(cast, referral)


@pytest.mark.parametrize("shared", [{}, {"needs": " "}])
def test_an_empty_request_is_refused(cast, referral, shared):
    with pytest.raises(BadInput):
        correct_shared(
            actor=cast.ines.actor,
            referral=referral,
            shared=shared,
            why=WHY,
            at=timezone.now(),
            seen_twice=True,
        )
