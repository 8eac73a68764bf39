"""What of a case goes to a receiver: only the fields consented to, from what is known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from cauce.cases.access import WORKING
from cauce.cases.access_desks import RECEIVES
from cauce.cases.access_reserved import holders_of, newest
from cauce.cases.facts import agreed_fields, vocabulary_of
from cauce.cases.models import Case
from cauce.content.model_consent import ShareableField
from cauce.custody.keystore import KeyGone
from cauce.rules import envelope as envelopes
from cauce.rules.consent import offered_to
from cauce.rules.transfer import ASKED, OnDesk
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .models import Envelope, Referral, Transfer


def agreed_now(referral: Referral, at: dt.datetime | None = None) -> frozenset[str]:
    """Which data this receiver may have at this moment, by her last word; empty: none.

    ``at`` None: now. Asked each time something is shown, so that a withdrawal, a later no or a yes
    to less takes effect with the next page, whatever is still stored.
    """
    recipient = str(referral.service.organization_id)
    return agreed_fields(referral.case, "referral", recipient, at or timezone.now())


def stored_of(referral: Referral) -> dict[str, Any]:
    """The shared fields as they were sealed; empty once withdrawn, expired or destroyed."""
    if referral.shared is None:
        return {}
    try:
        return Referral.shared.open(referral)
    except KeyGone:
        return {}


def shared_of(referral: Referral) -> dict[str, Any]:
    """What may leave to the receiver at this moment, by whichever way: every payload is made of this.

    The stored fields that her consent still carries, and of these only what a service of its kinds
    may be told: whatever was stored, nothing of who she is or of her papers is among them.
    """
    stored = stored_of(referral)
    agreed = agreed_now(referral) if stored else frozenset()
    may_leave = agreed & {one.id for one in offered_in(referral)}
    return {name: value for name, value in stored.items() if name in may_leave}


def offered_in(referral: Referral) -> tuple[ShareableField, ...]:
    """Every datum that this request could tell its receiver, in the order in which they are asked."""
    prefetch_related_objects([referral.service], "kinds")  # read once for a page
    kinds = [row.kind for row in referral.service.kinds.all()]
    return offered_to(vocabulary_of(referral.case), kinds)


def listed_of(referral: Referral, at: dt.datetime | None = None) -> frozenset[str]:
    """Which data a receiver was told and may still have, by the yes that the request rests on; empty: none.

    For lists, which show no datum and ask nothing of the database for each row. ``at`` None: now.
    """
    yes, at = referral.consent, at or timezone.now()
    over = yes.withdrawn_at is not None or (yes.expires_at is not None and yes.expires_at <= at)
    return frozenset() if over else frozenset(stored_of(referral))


def purpose_of(referral: Referral) -> envelopes.Purpose | None:
    """What an envelope to this receiver could be for; None: it is never given one, or has no account."""
    if referral.partner is None:
        return None
    vocabulary, kind = vocabulary_of(referral.case), referral.partner.kind
    if not any(one.partner == kind for one in envelopes.purposes(vocabulary)):
        return None
    kinds = {row.kind for row in referral.service.kinds.all()}
    return envelopes.purpose_for(vocabulary, kind, kinds)


def papers_listed(referral: Referral, purpose: envelopes.Purpose) -> tuple[str, ...]:
    """The data of identity or migration that are the most an envelope with it may hold, in order."""
    return envelopes.fields_for(vocabulary_of(referral.case), purpose)


def papers_agreed(referral: Referral, at: dt.datetime) -> frozenset[str]:
    """Which data of identity or migration this receiver may have now, by her last word; empty: none."""
    recipient = str(referral.service.organization_id)
    return agreed_fields(referral.case, envelopes.PURPOSE, recipient, at)


def held_in(envelope: Envelope) -> dict[str, str]:
    """What an envelope holds; empty once it ended."""
    if envelope.shared is None:
        return {}
    try:
        return Envelope.shared.open(envelope)
    except KeyGone:
        return {}


def envelope_carried(envelope: Envelope, at: dt.datetime) -> bool:
    """Whether her last word still carries all that it holds."""
    return set(held_in(envelope)) <= papers_agreed(envelope.referral, at)


def read_by_receiver(envelope: Envelope, at: dt.datetime) -> dict[str, str]:
    """What of an envelope may be shown to its receiver at this moment: nothing before a second person
    signed and the receiver accepted, nothing once the yes or the referral is over, and never more
    than what its purpose lists for such a receiver, whatever was stored."""
    referral, purpose = envelope.referral, purpose_of(envelope.referral)
    if purpose is None or envelope.state != "signed" or not envelope.second_by:
        return {}
    if referral.state not in envelopes.SHOWN_IN or referral.case.blocked_at:
        return {}
    held = held_in(envelope)
    agreed = papers_agreed(referral, at) if held else frozenset()
    listed = papers_listed(referral, purpose)
    return {name: held[name] for name in listed if name in held and name in agreed}


def on_desk(case: Case, officer: User) -> OnDesk:
    """What decides whether a case (held) may be handed on now."""
    row = newest(case)
    left = set(holders_of(case)) - {officer.id}
    return OnDesk(
        open=case.status in WORKING and not case.blocked_at and not case.erased_at,
        theirs=case.officer_id == officer.id,
        waits=Transfer.objects.filter(case=case, state=ASKED).exists(),
        reserved=row is not None,
        only_holder=row is not None
        and not any(user.id in left for user in offices.staff(case.post_id, *RECEIVES, case=case.id)),
    )
