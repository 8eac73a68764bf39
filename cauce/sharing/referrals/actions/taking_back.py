"""Taking back, in a way that reaches the receiver: by the sender, by her word, or by time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.cases.actions import record_consent, withdraw_consent
from cauce.cases.models import Case, Consent
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again
from cauce.rules.permissions import SYSTEM, Actor
from cauce.rules.referral import OPEN
from cauce.staff.notices.actions import cancel

from ..facts import agreed_now, stored_of
from ..models import Referral
from ._shared import destroy_shared, rest_on, take_step, tell_officer, tell_partner
from .enveloping import follow_envelopes


def _take_back(referral: Referral, *, side: str, by: str, at: dt.datetime) -> bool:
    if not take_step(referral, "withdraw", side=side, by=by, at=at):
        return False
    destroy_shared(referral)
    for about in ("sent", "chase", "inform"):
        cancel(start=f"{about}:{referral.id}:")  # what has not left yet never leaves
    return True


@again("referral")
def _end_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    """However it had ended: its receiver reads no more than before the copy was put back."""
    rows = Referral.objects.filter(id__in=ids).select_related("case", "partner")
    found = [row for row in rows if row.state in OPEN or row.shared is not None]
    for row in found:
        if row.state not in OPEN or not _take_back(row, side="system", by=SYSTEM.user, at=at):
            destroy_shared(row)
    return len(found)


def _withdraw(referral: Referral, *, side: str, by: str, at: dt.datetime) -> bool:
    if not _take_back(referral, side=side, by=by, at=at):
        return False
    tell_partner(
        referral,
        key=f"withdrawn:{referral.id}",
        at=at,
        body="Una solicitud fue retirada; ya no se muestra. / A request was withdrawn.",
    )
    return True


@effect
def withdraw_unread(referral: Referral, *, by: str, at: dt.datetime) -> None:
    """It went to the wrong service: what was shared is destroyed there too."""
    _withdraw(referral, side="sender", by=by, at=at)


@act("referral.withdraw", requires="referral.send", on="referral")
def withdraw(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> None:
    """Take a referral back: what was shared is destroyed, for the receiver too."""
    _withdraw(referral, side="sender", by=actor.user, at=at)
    entry.about("referral", referral.id, post=referral.case.post_id)


@act("referral.withdraw_consent", requires="case.work", on="case")
def withdraw_consent_everywhere(
    *, actor: Actor, entry: Entry, case: Case, consent: Consent, at: dt.datetime
) -> int:
    """Withdraw a consent and every open referral to its recipient; how many were withdrawn.

    What was shared is destroyed for that receiver, also where the referral had ended.
    """
    withdraw_consent(actor=actor, case=case, consent=consent, at=at)
    count = 0
    resting = Referral.objects.filter(
        case=case, consent__purpose=consent.purpose, consent__recipient=consent.recipient
    )
    for referral in resting.filter(state__in=OPEN).select_related("case", "partner"):
        count += _withdraw(referral, side="system", by=actor.user, at=at)
    for ended in resting.exclude(shared=None):
        destroy_shared(ended)
    envelopes = follow_envelopes(case, consent.recipient, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(referrals=count, envelopes=envelopes)
    return count


@act("referral.record_consent", requires="case.work", on="case")
def record_consent_everywhere(
    *, actor: Actor, entry: Entry, case: Case, recipient: str, purpose: str = "referral", **answer: Any
) -> Consent:
    """Record an answer about sharing with one organisation; a no, or a yes to less, reaches what that
    organisation already has at once. ``purpose``: a referral, or the ``papers`` of an envelope.
    ``answer``: what ``record_consent`` takes."""
    made = record_consent(actor=actor, case=case, purpose=purpose, recipient=recipient, **answer)
    count = 0
    for referral in _resting(case, recipient) if purpose == "referral" else ():
        count += _follow(referral, by=actor.user, at=timezone.now())
    envelopes = follow_envelopes(case, recipient, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(referrals=count, envelopes=envelopes)
    return made


def _resting(case: Case, recipient: str) -> list[Referral]:
    return list(
        Referral.objects.filter(case=case, consent__recipient=recipient)
        .exclude(shared=None)
        .select_related("case__post", "case__officer", "partner", "service", "consent")
    )


def _follow(referral: Referral, *, by: str, at: dt.datetime) -> bool:
    """Make what is stored follow her last word; False: nothing of it had to go."""
    agreed, stored = agreed_now(referral, at), stored_of(referral)
    left = {name: value for name, value in stored.items() if name in agreed}
    if left:
        rest_on(referral, _standing(referral), left)
    elif referral.state not in OPEN or not _withdraw(referral, side="system", by=by, at=at):
        destroy_shared(referral)
    return left != stored


def _standing(referral: Referral) -> Consent:
    """The yes that carries it now: the newest of this recipient."""
    return referral.case.consents.filter(
        purpose="referral", recipient=referral.consent.recipient, given=True
    ).latest("given_at", "typed_at")


@act("referral.lapse", requires="system.run", on="referral")
def lapse(*, actor: Actor, entry: Entry, referral: Referral, at: dt.datetime) -> bool:
    """Her yes is over: what was shared is destroyed for the receiver and the officer is told to ask
    again. False: it still holds."""
    entry.about("referral", referral.id, post=referral.case.post_id)
    if referral.shared is None or not _follow(referral, by=actor.user, at=at):
        return False
    tell_officer(
        referral,
        key=f"lapsed:{referral.id}:{at.date()}",
        at=at,
        body="Un permiso venció; pregunte otra vez. / A permission is over; ask again.",
    )
    return True


@effect
def end_referrals(case: Case, at: dt.datetime) -> list[Referral]:
    """The case is over for good: what is open is taken back; which of them. What ended keeps its record."""
    rows = Referral.objects.filter(case=case, state__in=OPEN).select_related(
        "case__post", "case__officer", "partner"
    )
    return [row for row in rows if _withdraw(row, side="system", by=SYSTEM.user, at=at)]


@effect
def forget_shared(case: Case, at: dt.datetime) -> None:
    """The record ends, for its receivers too: what is open is taken back and what was shared destroyed.

    Codes and days stay for the numbers.
    """
    rows = Referral.objects.filter(case=case).select_related("case__post", "case__officer", "partner")
    for row in rows:
        if row.state in OPEN:
            _withdraw(row, side="system", by=SYSTEM.user, at=at)
        elif row.shared is not None:
            destroy_shared(row)
