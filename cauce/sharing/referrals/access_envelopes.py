"""The only look-ups of envelopes: whoever prepared one, the second person, and the receiver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up
from cauce.rules.envelope import OPEN
from cauce.rules.permissions import Actor, Scope, posts_with
from cauce.rules.referral import ENDS

from .facts import envelope_carried, held_in, read_by_receiver
from .models import Envelope, Referral

PERMISSION = "envelope.sign"


def _rows():
    return Envelope.objects.select_related(
        "referral__case__post",
        "referral__case__officer",
        "referral__service__organization",
        "referral__partner",
        "consent",
    )


def newest_of(referral: Referral) -> Envelope | None:
    """The last envelope of a referral (already looked up); None: none was prepared."""
    return _rows().filter(referral=referral).order_by("-asked_at").first()


def held_by(envelope: Envelope) -> dict[str, str]:
    """What it holds, for the page of its case: that read is journalled already."""
    return held_in(envelope)


def _waiting(actor: Actor):
    """What the actor could sign: of their posts, or of a post without a second person they sign for."""
    own = Q(referral__case__post_id__in=posts_with(actor, PERMISSION))
    signs = [g.post for g in actor.grants if g.post and g.role == "protection_consul"]
    beside = Q(referral__case__post__lacks_second=True, referral__case__post__signs_here_id__in=signs)
    rows = _rows().filter(own | beside, state="to_sign", referral__case__blocked_at=None)
    return rows.exclude(by=actor.user).order_by("asked_at")


def to_sign(actor: Actor) -> list[Envelope]:
    """What waits for the signature of this very person, oldest first; one entry. Raises ``Absent``."""
    posts = posts_with(actor, PERMISSION)
    check_may(actor, PERMISSION, Scope(post=posts[0] if posts else "-"))
    with transaction.atomic():
        record_read(actor, "envelope.list", about=("post", posts[0]), post=posts[0])
        return list(_waiting(actor))


def rows_to_sign(actor: Actor) -> QuerySet[Envelope] | None:
    """What waits for this very person, to be counted; None for whoever may not sign."""
    return _waiting(actor) if posts_with(actor, PERMISSION) else None


def count_to_sign(actor: Actor) -> int:
    """How many wait for this very person; 0 for whoever may not sign."""
    rows = rows_to_sign(actor)
    return 0 if rows is None else rows.count()


@dataclass(frozen=True)
class ToSign:
    """What a second person reads before signing: the envelope, and all that it holds."""

    envelope: Envelope
    held: dict[str, str]


def read_to_sign(actor: Actor, envelope_id: UUID | str) -> ToSign:
    """One that waits, with what would leave; the read is journalled. Absent, decided meanwhile and not
    for this actor raise the same ``Absent``."""
    found = look_up(_rows().filter(state="to_sign"), actor, envelope_id, PERMISSION, "envelope")
    with transaction.atomic():
        record_read(
            actor, "envelope.read_to_sign", about=("envelope", found.id), post=found.referral.case.post_id
        )
        return ToSign(found, held_in(found))


def shown_to_receiver(actor: Actor, referral: Referral, at: dt.datetime) -> dict[str, str]:
    """What the receiver reads in the envelope now; empty: nothing has left. The read is journalled.

    Only with an account: a link that opens with a code told on the telephone opens none.
    """
    check_may(actor, "referral.answer", referral, about=("referral", referral.id))
    if actor.has_role("link_receiver", "partner_machine"):
        return {}
    found = _rows().filter(referral=referral, state="signed").first()
    shown = read_by_receiver(found, at) if found else {}
    if found and shown:
        with transaction.atomic():
            record_read(
                actor,
                "envelope.open",
                about=("envelope", found.id),
                fields=sorted(shown),
                post=referral.case.post_id,
            )
    return shown


def of_case(case) -> list[Envelope]:
    """Every envelope of a case (already checked by ``cases.access``), newest first."""
    return list(_rows().filter(referral__case=case).order_by("-asked_at"))


def without_consent(at: dt.datetime) -> list[Envelope]:
    """What still holds something although her yes no longer carries it, or the referral or case is
    over; for the loop."""
    open_ones = list(_rows().filter(state__in=sorted(OPEN)))
    return [
        one
        for one in open_ones
        if one.referral.state in ENDS
        or one.referral.case.blocked_at
        or one.referral.case.erased_at
        or not envelope_carried(one, at)
    ]
