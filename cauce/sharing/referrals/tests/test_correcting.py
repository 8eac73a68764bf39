"""A request to the wrong service that nobody read, and one that said something wrong."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.models import CaseAct
from cauce.content.errors import BadInput
from cauce.sharing.referrals import access
from cauce.sharing.referrals.actions import correct_recipient, correct_shared
from cauce.sharing.referrals.facts import stored_of
from cauce.staff.notices.models import Message

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
