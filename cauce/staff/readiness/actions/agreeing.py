"""Agreements of coordination: signed, renewed, ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

from ..models import Agreement
from ._shared import check_code, check_order, finish

bad_input = BadInputs(__file__)


@dataclass(frozen=True)
class AgreementSigned:
    """What was signed. Liaisons by function, never by name. ``expires_on`` None: it names no end."""

    kind: str
    with_whom: str
    liaison_there: str
    liaison_here: str
    signed_on: dt.date
    expires_on: dt.date | None = None
    alert_days: int | None = None


@act("agreement.record", requires="readiness.lead", on="post")
def record_agreement(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    signed: AgreementSigned,
    at: dt.datetime,
    renews: Agreement | None = None,
) -> Agreement:
    """Write down a signed agreement. BadInput when it ends before it begins, or renews what was renewed
    already."""
    if signed.signed_on > day_at(post, at):
        raise bad_input("it_is_not_signed_yet", where="signed_on")
    check_order(signed.signed_on, signed.expires_on, "expires_on")
    if renews is not None:
        _check_renewable(renews, post)
    row = Agreement.objects.create(
        post=post,
        kind=check_code("allies", signed.kind, "kind"),
        with_whom=signed.with_whom.strip(),
        liaison_there=signed.liaison_there.strip(),
        liaison_here=signed.liaison_here.strip(),
        signed_on=signed.signed_on,
        expires_on=signed.expires_on,
        alert_days=signed.alert_days,
        renews=renews,
        written_by=actor.user,
        written_at=at,
    )
    entry.about("agreement", row.id, post=post.code)
    finish(post, at, completed="agreement_signed")
    return row


def _check_renewable(renews: Agreement, post: Post) -> None:
    if renews.post_id == post.code and not hasattr(renews, "renewed_by"):
        return
    raise bad_input("that_agreement_was_renewed_already", where="renews")


@act("agreement.end", requires="readiness.lead", on="agreement")
def end_agreement(
    *, actor: Actor, entry: Entry, agreement: Agreement, ended_on: dt.date, at: dt.datetime
) -> None:
    """The agreement holds no more from that day; what it was stays written."""
    check_order(agreement.signed_on, ended_on, "ended_on")
    Agreement.objects.filter(id=agreement.id).update(ended_on=ended_on)
    entry.about("agreement", agreement.id, post=agreement.post_id)
    finish(agreement.post, at)
