"""Nothing leaves without a yes of hers, now, for this organisation and these fields."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.facts import agreed_fields
from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.sharing.referrals import access, actions
from cauce.sharing.referrals.actions.sending import NoConsent
from cauce.sharing.referrals.models import Referral
from cauce.staff.notices.models import Message
from cauce.staff.obligations.models import Obligation
from tests.cast import shelter

from .conftest import agree, send

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def missing(cast, case, service):
    pass


def refused(cast, case, service):
    agree(cast, case, service, given=False)


def refused_after_a_yes(cast, case, service):
    agree(cast, case, service, at=timezone.now() - DAY)
    agree(cast, case, service, given=False)


def expired(cast, case, service):
    agree(cast, case, service, at=timezone.now() - 400 * DAY)


def withdrawn(cast, case, service):
    consent = agree(cast, case, service)
    cases.withdraw_consent(actor=cast.ines.actor, case=case, consent=consent, at=timezone.now())


def other_recipient(cast, case, service):
    agree(cast, case, shelter(cast.nopal, "Casa Nopal (ejemplo)"))


def other_fields(cast, case, service):
    agree(cast, case, service, fields=("language",))


def only_to_keep(cast, case, service):
    cases.record_consent(actor=cast.ines.actor, case=case, purpose="keeping", given=True, at=timezone.now())


@pytest.mark.parametrize(
    "answer",
    [missing, refused, refused_after_a_yes, expired, withdrawn, other_recipient, other_fields, only_to_keep],
)
@pytest.mark.parametrize("ago", [dt.timedelta(0), dt.timedelta(hours=1)])
def test_nothing_is_sent_or_said_without_her_yes(cast, case, service, answer, ago):
    """Not even when the sending is said to have happened before she said no."""
    answer(cast, case, service)
    before = Entry.objects.count()
    with pytest.raises(NoConsent) as blocked:
        send(cast, case, service, at=timezone.now() - ago)
    assert blocked.value.cure_es
    assert not Referral.objects.exists()
    assert not Message.objects.exists()
    assert Entry.objects.count() == before


def test_a_yes_sends_just_what_was_agreed(cast, case, service):
    agree(cast, case, service)
    referral = send(cast, case, service, shared={"needs": "alojamiento", "language": "náhuatl"})
    seen = access.referral_for(cast.clara.actor, referral.id)
    assert access.shared_with(cast.clara.actor, seen) == {"needs": "alojamiento", "language": "náhuatl"}


@pytest.mark.parametrize("field", ["nationality", "curp", "passport", "favourite_colour"])
def test_some_things_are_never_sent_whatever_was_agreed(cast, case, service, field):
    with pytest.raises(BadInput) as unasked:
        agree(cast, case, service, fields=("needs", field))
    assert unasked.value.where == field
    agree(cast, case, service, fields=("needs",))
    with pytest.raises(BadInput) as refused:
        send(cast, case, service, shared={"needs": "x", field: "y"})
    assert refused.value.where == field
    assert not Referral.objects.exists()


@pytest.mark.parametrize("changes", [{"need": "shelterr"}, {"priority": "asap"}])
def test_an_unknown_need_or_priority_is_named(cast, case, service, changes):
    agree(cast, case, service)
    with pytest.raises(Unknown):
        send(cast, case, service, **changes)


def test_taking_the_yes_back_destroys_what_the_receiver_had(cast, case, service):
    consent = agree(cast, case, service)
    referral = send(cast, case, service)
    backup = bytes(referral.shared)
    count = actions.withdraw_consent_everywhere(
        actor=cast.ines.actor, case=case, consent=consent, at=timezone.now()
    )
    assert count == 1
    seen = access.referral_for(cast.clara.actor, referral.id)
    assert (seen.state, access.shared_with(cast.clara.actor, seen)) == ("withdrawn", {})
    with pytest.raises(KeyGone):
        unseal(referral.id, Referral.shared.bound_to(referral), backup)


def test_taking_the_newer_yes_back_reaches_what_rested_on_the_older(cast, case, service):
    agree(cast, case, service, at=timezone.now() - DAY)
    referral = send(cast, case, service)
    newer = agree(cast, case, service)
    actions.withdraw_consent_everywhere(actor=cast.ines.actor, case=case, consent=newer, at=timezone.now())
    assert Referral.objects.get(id=referral.id).state == "withdrawn"


def test_taking_a_yes_back_leaves_the_other_receivers_alone(cast, case, service):
    other = shelter(cast.nopal, "Casa Nopal (ejemplo)")
    consent = agree(cast, case, service)
    agree(cast, case, other)
    kept = send(cast, case, other)
    send(cast, case, service)
    actions.withdraw_consent_everywhere(actor=cast.ines.actor, case=case, consent=consent, at=timezone.now())
    assert Referral.objects.get(id=kept.id).state == "sent"


def test_consent_moves_no_obligation(cast, case, service):
    def rows():
        return set(Obligation.objects.values_list("action", "state", "due_at", "urgent", "met_at"))

    before = rows()
    for answer in (refused, expired, withdrawn, other_recipient, other_fields, only_to_keep):
        answer(cast, case, service)
        assert rows() == before
    for purpose in ("screening", "contact", "keeping"):
        for given in (True, False):
            cases.record_consent(
                actor=cast.ines.actor, case=case, purpose=purpose, given=given, at=timezone.now()
            )
            assert rows() == before


def test_what_is_added_to_a_yes_joins_what_it_carries_and_ends_with_it(cast, case, service):
    before, now = timezone.now() - dt.timedelta(days=30), timezone.now()
    whom = str(service.organization_id)
    first = agree(cast, case, service, at=before, fields=("needs",))
    added = agree(cast, case, service, at=now, fields=("language",), adds=True)
    assert agreed_fields(case, "referral", whom, timezone.now()) == {"needs", "language"}
    assert added.expires_at == first.expires_at, "nobody was asked again about what was agreed a month ago"
    agree(cast, case, service, at=now, fields=(), adds=True)
    assert agreed_fields(case, "referral", whom, timezone.now()) == {"needs", "language"}, "a no adds nothing"
    with pytest.raises(BadInput):
        agree(cast, case, service, fields=("age_band",), adds=True, giver="guardian", giver_accused=False)


@pytest.mark.parametrize("no_yes", [missing, refused_after_a_yes, expired, withdrawn, other_recipient])
def test_to_what_does_not_stand_nothing_is_added(cast, case, service, no_yes):
    no_yes(cast, case, service)
    with pytest.raises(BadInput):
        agree(cast, case, service, fields=("language",), adds=True)
