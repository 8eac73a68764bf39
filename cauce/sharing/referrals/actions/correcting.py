"""A request that went to the wrong service and was not read there, or that said something wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.cases.corrections.actions import put_act
from cauce.cases.corrections.actions.asking import ask, keep
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.corrections.reasons import check_why
from cauce.cases.corrections.standing import eased_without
from cauce.cases.facts import vocabulary_of
from cauce.cases.models import Case, CaseAct
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor
from cauce.rules.referral import OPEN

from ..access import read_by_receiver
from ..facts import agreed_now, stored_of
from ..models import Referral
from ..telling import LookAgain, check_fields, check_offered, telling_fields
from ._shared import LEGAL, tell_partner
from .taking_back import withdraw_unread

bad_input = BadInputs(__file__)

KIND = "recipient"
SENT = ("referral_sent", "legal_referral_sent")
CORRECTED = (
    "Algo de una solicitud se corrigió; léala otra vez. / "
    "Something in a request was corrected; please read it again."
)


@act("correction.recipient", requires="referral.send", on="referral")
def correct_recipient(
    *, actor: Actor, entry: Entry, referral: Referral, why: str, at: dt.datetime
) -> CaseCorrection:
    """It should not have gone there: what was shared is destroyed unread, at once, and that it was sent
    counts no more. Where a duty would end by that, it counts until a second person agrees; who said no, or
    did not answer, may be asked again.

    Raises ``BadInput`` once anybody there read it: it is then withdrawn, and a breach is weighed.
    """
    check_why(why)
    case = referral.case
    again = _is_left_counted(referral)
    if not again:
        _check_unread(referral)
    told = {"why": why.strip()}
    try:
        steps = eased_without(case, _acts_of(referral), at)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="why") from gone
    made = _keep(actor, case, KIND, str(referral.id), told, at, waits=bool(steps))
    if not again:
        withdraw_unread(referral, by=actor.user, at=at)
    said: dict[str, Any] = {"correction": made.number, "referral": made.of, "waits": True}
    if steps:
        ask(actor, entry, case, made, why, at)
    else:
        said = _put_acts(case, made, referral, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(**said, steps=list(steps))
    return made


def _is_left_counted(referral: Referral) -> bool:
    """Whether it was destroyed unread already, and nobody agreed that it be counted no more."""
    rows = CaseCorrection.objects.filter(case=referral.case, kind=KIND, of=str(referral.id))
    states = set(rows.values_list("state", flat=True))
    return bool(states) and "made" not in states


def _check_unread(referral: Referral) -> None:
    if referral.state not in OPEN:
        raise bad_input("request_is_over", where="why")
    if read_by_receiver(referral):
        raise bad_input("request_was_read_there", where="why")


@effect
def _put_acts(case: Case, made: CaseCorrection, referral: Referral, at: dt.datetime) -> dict[str, Any]:
    """That it was sent counts no more; what the journal says of it."""
    olds, news = [], []
    for old in _acts_of(referral):
        told = {"at": old.happened_at.isoformat(), "void": True, "reported": old.reported}
        olds.append(old.pk)
        news.append(put_act(case, made, old, told, at=at).pk)
    made.state, made.made, made.made_at = "made", "", at
    made.save(update_fields=["state", "made", "made_at", "agreed_by"])
    return {"correction": made.number, "referral": made.of, "olds": olds, "news": news}


@effect
def put_right(case: Case, made: CaseCorrection, told: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    """What a second person agreed to; what the journal says of it."""
    referral = Referral.objects.get(case=case, id=made.of)
    referral.case = case
    return _put_acts(case, made, referral, at)


PUTS_RIGHT = {KIND: put_right}


def _acts_of(referral: Referral) -> list[CaseAct]:
    """The acts that its sending left: one of each name, where several were sent in one moment."""
    names = SENT if referral.need == LEGAL else SENT[:1]
    rows = CaseAct.objects.filter(case=referral.case, happened_at=referral.sent_at, name__in=names)
    found = {row.name: row for row in rows.order_by("-id")}
    for row in found.values():
        row.case = referral.case
    return list(found.values())


@act("correction.shared", requires="referral.send", on="referral")
def correct_shared(
    *,
    actor: Actor,
    entry: Entry,
    referral: Referral,
    shared: dict[str, Any],
    why: str,
    at: dt.datetime,
    seen_twice: bool = False,
) -> CaseCorrection:
    """Put other words in the place of what was shared; whoever received it is told that something was
    corrected, and nothing about anybody.

    Only what she agrees to share with them now. Raises ``BadInput``, ``LookAgain``.
    """
    check_why(why)
    case = referral.case
    if referral.state not in OPEN:
        raise bad_input("request_is_over", where="why")
    words = vocabulary_of(case)
    check_fields(words, shared)
    check_offered(words, shared, {row.kind for row in referral.service.kinds.all()})
    if not set(shared) <= agreed_now(referral):
        raise bad_input("not_agreed_to_share", where="why")
    before = stored_of(referral)
    if before == shared or not any(str(value).strip() for value in shared.values()):
        raise bad_input("nothing_shared_would_change", where="why")
    telling = telling_fields(shared)
    if telling and not seen_twice:
        raise LookAgain(sorted(telling))
    # Another correction of it may follow: each is of what the one before it left.
    times = CaseCorrection.objects.filter(case=case, kind="shared", made=str(referral.id)).count()
    of = f"{referral.id}:{times}"
    made = _keep(actor, case, "shared", of, {"why": why.strip(), "before": before}, at)
    made.state, made.made, made.made_at = "made", str(referral.id), at
    made.save(update_fields=["state", "made", "made_at"])
    referral.shared, referral.fields = Referral.shared.seal(referral, shared), sorted(shared)
    referral.carried_at = timezone.now()
    referral.save(update_fields=["shared", "fields", "carried_at"])
    tell_partner(referral, key=f"corrected:{made.id}", at=at, body=CORRECTED)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(correction=made.number, referral=str(referral.id), fields=sorted(shared))
    return made


def _keep(
    actor: Actor,
    case: Case,
    kind: str,
    of: str,
    told: dict[str, Any],
    at: dt.datetime,
    *,
    waits: bool = False,
) -> CaseCorrection:
    try:
        return keep(actor, case, kind, of, told, hide=False, waits=waits, at=at)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="why") from gone
