"""A yes to a referral, and the ways in which one that stood stops standing."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Consent
from cauce.custody.journal.gathered import gathered
from cauce.sharing.referrals.models import Referral
from cauce.staff.notices.models import Message
from tests.cast import shelter

DAY = dt.timedelta(days=1)
FIELDS = ("needs", "language")


def agree(cast, case, service, **changes):
    given = {
        "purpose": "referral",
        "given": True,
        "at": timezone.now(),
        "fields": FIELDS,
        "recipient": str(service.organization_id),
    } | changes
    return cases.record_consent(actor=cast.ines.actor, case=case, **gathered(given, terms=cases.ConsentTerms))


def withdraw(cast, case, consent):
    cases.withdraw_consent(actor=cast.ines.actor, case=case, consent=consent, at=timezone.now())


# How a yes that stood stops standing, behind the back of whoever already had the form open.
def missing(cast, case, service, consent):
    Referral.objects.filter(case=case).update(shared=None)
    Referral.objects.filter(case=case).delete()
    consent.delete()


def expired(cast, case, service, consent):
    Consent.objects.filter(id=consent.id).update(
        given_at=timezone.now() - 100 * DAY, expires_at=timezone.now() - DAY
    )


def refused(cast, case, service, consent):
    agree(cast, case, service, given=False)


def withdrawn(cast, case, service, consent):
    withdraw(cast, case, consent)


def other_recipient(cast, case, service, consent):
    missing(cast, case, service, consent)
    agree(cast, case, shelter(cast.nopal, "Casa Nopal (ejemplo)"))


def other_fields(cast, case, service, consent):
    agree(cast, case, service, fields=("diet",))


STATES = (missing, expired, refused, withdrawn, other_recipient, other_fields)


def form(**more):
    return {
        "need": "shelter",
        "priority": "urgent",
        "way": "none",
        "s_needs": "alojamiento",
        "do": "send",
        "once": str(uuid.uuid4()),
    } | more


def nothing_left(case):
    assert not Referral.objects.filter(case=case).exclude(shared=None).exists()
    assert not Message.objects.filter(key__startswith="sent:").exists()


def no_yes(cast, case, service, kind):
    """A row of consent as an import would bring it, of each kind that is no yes."""
    now, other = timezone.now(), shelter(cast.nopal, "Casa Nopal (ejemplo)")
    made = Consent(
        id=uuid.uuid4(),
        case=case,
        purpose="keeping" if kind == "missing" else "referral",
        recipient=str((other if kind == "other_recipient" else service).organization_id),
        given=kind != "refused",
        given_at=now - 100 * DAY if kind == "expired" else now - DAY,
        typed_at=now,
        expires_at=now - DAY if kind == "expired" else now + 80 * DAY,
        withdrawn_at=now - dt.timedelta(hours=1) if kind == "withdrawn" else None,
        by="import",
    )
    fields = ["diet"] if kind == "other_fields" else list(FIELDS)
    made.terms = Consent.terms.seal(made, {"fields": fields})
    made.save(force_insert=True)
    return made


KINDS = ("missing", "expired", "refused", "withdrawn", "other_recipient", "other_fields")
