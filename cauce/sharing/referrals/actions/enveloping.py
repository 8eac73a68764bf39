"""A sealed envelope with a referral: one person prepares it, another reads, signs or refuses.

The referral itself goes at once with what it may carry, also in an emergency; only this part waits.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils import timezone

from cauce.cases.facts import consents_of
from cauce.cases.models import Case, Consent
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.custody.keystore import create_key
from cauce.rules import envelope as rules
from cauce.rules.consent import may
from cauce.rules.permissions import Actor
from cauce.rules.referral import OPEN, STATE_LABELS
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from ..facts import envelope_carried, held_in, papers_listed, purpose_of
from ..models import Envelope, Referral
from ._shared import end_envelope, tell_officer, tell_partner

bad_input = BadInputs(__file__)

SIGNERS = ("protection_officer", "protection_consul", "head_of_post")


def _purpose(referral: Referral) -> rules.Purpose:
    found = purpose_of(referral)
    if found is None:
        raise bad_input("receiver_gets_no_identity_or_immigration_data", where="receiver")
    return found


def _check_open(referral: Referral) -> None:
    if referral.state not in OPEN:
        label = STATE_LABELS[referral.state]
        raise bad_input("the_request_is_label", where="state", label=label)


def _standing(referral: Referral, fields: frozenset[str], now: dt.datetime) -> Consent:
    """The yes that carries these data now. Raises ``BadInput`` when none does."""
    recipient = str(referral.service.organization_id)
    verdict = may(consents_of(referral.case), rules.PURPOSE, now, recipient, fields)
    rules.check_consent(verdict)
    return referral.case.consents.filter(purpose=rules.PURPOSE, recipient=recipient, given=True).latest(
        "given_at", "typed_at"
    )


@act("envelope.prepare", requires="referral.send", on="referral")
def prepare_envelope(
    *, actor: Actor, entry: Entry, referral: Referral, held: Mapping[str, str], at: dt.datetime
) -> Envelope:
    """Put into a sealed envelope what the person agreed to give this receiver; it waits for a second
    person, and nothing of it leaves before.

    Raises ``BadInput`` for a receiver that is never given one, a referral that is over, an envelope
    that is there already, or data without a yes; ``Unknown`` for a datum its purpose does not list.
    """
    purpose = _purpose(referral)
    _check_open(referral)
    if referral.envelopes.filter(state__in=sorted(rules.OPEN)).exists():
        raise bad_input("there_is_already_envelope_with_request", where="fields")
    kept, now = rules.check_fields(papers_listed(referral, purpose), held), timezone.now()
    made = Envelope(
        id=uuid.uuid4(),
        referral=referral,
        purpose=purpose.id,
        fields=list(kept),
        by=actor.user,
        asked_at=at,
        carried_at=now,
        consent=_standing(referral, frozenset(kept), now),
    )
    create_key(made.id, referral.case.post_id)
    made.shared = Envelope.shared.seal(made, kept)
    made.save(force_insert=True)
    _call_second(made, at)
    _about(entry, made)
    return made


def _call_second(envelope: Envelope, at: dt.datetime) -> None:
    case = envelope.referral.case
    post = case.post
    people = offices.staff(post.code, *SIGNERS, case=case.id)
    if post.lacks_second and post.signs_here_id:
        people += offices.staff(post.signs_here_id, "protection_consul", case=case.id)
    queue_each(
        sorted({str(user.id) for user in people} - {envelope.by}),
        key=f"envelope_second:{envelope.id}",
        about=case.id,
        at=at,
        subject="Por revisar / To review",
        body="Algo espera una segunda firma. / Something awaits a second signature.",
        kept=True,
    )


@act("envelope.sign", requires="envelope.sign", on="envelope")
def sign_envelope(*, actor: Actor, entry: Entry, envelope: Envelope, at: dt.datetime) -> None:
    """A second person signs what stands: the receiver reads it once it has accepted.

    Raises ``BadInput`` for whoever prepared it, what was decided or withdrawn meanwhile, a referral
    that is over, a receiver that may not have it any more, or a yes that no longer carries it.
    """
    _about(entry, envelope)
    rules.check_second(envelope.by, actor.user)
    _check_waits(envelope)
    _check_open(envelope.referral)
    now, held = timezone.now(), held_in(envelope)
    rules.check_fields(papers_listed(envelope.referral, _purpose(envelope.referral)), held)
    envelope.consent = _standing(envelope.referral, frozenset(held), now)
    envelope.carried_at, envelope.state = now, "signed"
    envelope.second_by, envelope.second_at = actor.user, at
    envelope.save()
    tell_partner(
        envelope.referral,
        key=f"envelope_signed:{envelope.id}",
        at=at,
        body="Hay algo más en una solicitud. / There is something more in a request.",
    )
    tell_officer(
        envelope.referral,
        key=f"envelope_yes:{envelope.id}",
        at=at,
        body="Lo que esperaba firma se firmó. / What waited for a signature was signed.",
    )


@act("envelope.refuse", requires="envelope.sign", on="envelope")
def refuse_envelope(*, actor: Actor, entry: Entry, envelope: Envelope, reason: str, at: dt.datetime) -> None:
    """The second person does not sign, for a reason of the list: nothing left, and what would have is
    destroyed. The referral goes on. Raises ``Unknown`` for another reason, ``BadInput``."""
    _about(entry, envelope)
    entry.detail(reason=reason)
    rules.check_second(envelope.by, actor.user)
    if reason not in rules.REFUSALS:
        raise unknown("razones", "reasons", reason, rules.REFUSALS, "reason")
    _check_waits(envelope)
    envelope.second_by, envelope.second_at, envelope.reason = actor.user, at, reason
    end_envelope(envelope, "unsigned", at)
    tell_officer(
        envelope.referral,
        key=f"envelope_no:{envelope.id}",
        at=at,
        body="Algo no se firmó; mire por qué. / Something was not signed; see why.",
    )


@act("envelope.withdraw", requires="referral.send", on="referral")
def withdraw_envelope(
    *, actor: Actor, entry: Entry, referral: Referral, envelope: Envelope, at: dt.datetime
) -> None:
    """It is no longer given: what it held is destroyed, for the receiver too. Raises ``Absent`` for one
    of another referral, ``BadInput`` for one that ended."""
    if envelope.referral_id != referral.id:
        raise Absent()
    envelope.hold()
    _about(entry, envelope)
    if envelope.state not in rules.OPEN:
        _check_waits(envelope)
    end_envelope(envelope, "withdrawn", at)


@act("envelope.read", requires="referral.answer", on="referral")
def note_read(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> None:
    """The receiver read what it was given; the first time counts."""
    entry.about("referral", referral.id, post=referral.case.post_id)
    referral.envelopes.filter(state="signed", read_at=None).update(read_at=at)


@act("envelope.lapse", requires="system.run", on="envelope")
def lapse_envelope(*, actor: Actor, entry: Entry, envelope: Envelope, at: dt.datetime) -> bool:
    """Her yes, the referral or the case is over: what it held is destroyed. False: it still stands."""
    _about(entry, envelope)
    referral = envelope.referral
    over = referral.state not in OPEN or referral.case.blocked_at or referral.case.erased_at
    if envelope.state not in rules.OPEN or not (over or not envelope_carried(envelope, at)):
        return False
    end_envelope(envelope, "withdrawn", at)
    return True


@effect
def follow_envelopes(case: Case, recipient: str, at: dt.datetime) -> int:
    """End what her last word to this receiver no longer carries; how many."""
    rows = Envelope.objects.filter(
        referral__case=case, consent__recipient=recipient, state__in=sorted(rules.OPEN)
    ).select_related("referral__case", "referral__partner", "referral__service")
    lost = [one for one in rows if not envelope_carried(one, at)]
    for one in lost:
        end_envelope(one, "withdrawn", at)
    return len(lost)


def _check_waits(envelope: Envelope) -> None:
    if envelope.state != "to_sign":
        label = rules.STATE_LABELS[envelope.state]
        raise bad_input("no_longer_possible", where="decide", label=label)


def _about(entry: Entry, envelope: Envelope) -> None:
    referral = envelope.referral
    entry.about("envelope", envelope.id, post=referral.case.post_id)
    entry.detail(referral=str(referral.id), purpose=envelope.purpose, fields=list(envelope.fields))
