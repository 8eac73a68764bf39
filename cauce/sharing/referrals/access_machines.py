"""Look-ups of referrals that only a receiver's own system needs."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max, prefetch_related_objects

from cauce.custody.journal.door import check_may, record_read
from cauce.rules.permissions import Actor

from .models import Referral, Step


def steps_since(partner_id: UUID, step: int) -> list[Step]:
    """Steps of what was sent to a partner, after a step, in order; none of a draft."""
    rows = Step.objects.filter(referral__partner=partner_id, id__gt=step).exclude(state="draft")
    return list(rows.select_related("referral").order_by("id"))


def last_step() -> int:
    """The number of the newest step there is; 0: none."""
    return Step.objects.everywhere("network").aggregate(last=Max("id"))["last"] or 0


def with_steps(rows: list[Referral]) -> list[Referral]:
    """The same referrals with their steps read once for all."""
    prefetch_related_objects(rows, "steps")
    return rows


def read_state(actor: Actor, referral: Referral) -> None:
    """Write down that a system read where a referral (already looked up) stands."""
    check_may(actor, "referral.read", referral, about=("referral", referral.id))
    with transaction.atomic():
        record_read(actor, "referral.state", about=("referral", referral.id), post=referral.case.post_id)
