"""A case that goes from one post to another, as two people do it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.cases.models import Case
from cauce.sharing.referrals.actions import accept_transfer, ask_transfer
from cauce.sharing.referrals.models import Transfer
from cauce.staff.offices.models import Post

NOTE = "Llega el lunes; habla mixteco; no hay peligro ahora."


def asked(case: Case, *, by, to: Post, at: dt.datetime | None = None, note: str = NOTE) -> Transfer:
    """``by`` asks the post to receive it."""
    return ask_transfer(
        actor=by.actor,
        case=case,
        to=to,
        reason="moves",
        note=note,
        agreed=True,
        at=at or timezone.now(),
    )


def moved(case: Case, *, by, to: Post, received_by) -> Case:
    """Asked by one and received by the other, who works on it; the case as it is now."""
    transfer = asked(case, by=by, to=to)
    accept_transfer(actor=received_by.actor, transfer=transfer, officer=received_by.user, at=timezone.now())
    return Case.objects.select_related("post", "person").get(id=case.id)
