"""The only look-ups of cases asked over: the post that asked sees them, the one asked sees its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from cauce.cases.access import WORKING
from cauce.cases.models import Case
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import look_up, of_id
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor, Scope, permits
from cauce.rules.transfer import ACCEPTED, ASKED

from .models import Transfer

SHOWN_DAYS = 30  # what was answered stays on the list so long
WAITED = dt.timedelta(days=7)  # after the day it was due; proposed


def _rows():
    return Transfer.objects.select_related("case__officer", "post", "origin", "officer")


def transfer_for(actor: Actor, transfer_id: UUID | str, *, permission: str = "transfer.answer") -> Transfer:
    """One that the actor's post was asked to receive. Absent and another post's look the same."""
    return look_up(_rows(), actor, transfer_id, permission, "transfer")


def asked_of(case: Case, transfer_id: UUID | str) -> Transfer:
    """One that was asked for a case (already checked by ``cases.access``). Raises ``Absent``."""
    return of_id(_rows().filter(case=case), transfer_id)


def waiting_for(case: Case) -> Transfer | None:
    """What was asked for a case (already checked) and not answered yet."""
    return _rows().filter(case=case, state=ASKED).first()


def accepted_of(case: Case) -> list[Transfer]:
    """From post to post, each time a case (already checked) was received, the first one first."""
    return list(_rows().filter(case=case, state=ACCEPTED).order_by("decided_at"))


def moved_ever() -> Exists:
    """For a query of cases: whether a post ever received it from another."""
    return Exists(Transfer.objects.filter(case=OuterRef("id"), state=ACCEPTED))


def _stands(case: Case) -> bool:
    """Whether there is still a case to receive, of somebody who did not say no to keeping it."""
    ended = case.status not in WORKING or case.blocked_at or case.erased_at
    return not ended and case.keeping != "refused"


def note_of(actor: Actor, transfer: Transfer) -> str:
    """What whoever asked wrote, for the post that decides; the read is journalled. '': decided."""
    check_may(actor, "transfer.answer", transfer, about=("transfer", transfer.id))
    with transaction.atomic():
        record_read(actor, "transfer.open", about=("transfer", transfer.id), post=transfer.post_id)
        if transfer.note is None or not _stands(transfer.case):
            return ""
        try:
            return Transfer.note.open(transfer)
        except KeyGone:
            return ""


@dataclass(frozen=True)
class Both:
    """What a post was asked to receive, and what it asked others; what waits first, the newest next."""

    received: list[Transfer]
    asked: list[Transfer]


def of_post(actor: Actor, post_code: str, at: dt.datetime) -> Both:
    """Both lists of a post, the answered ones of the last 30 days; one entry. Raises ``Absent``."""
    check_may(actor, "transfer.answer", Scope(post=post_code))
    since = at - dt.timedelta(days=SHOWN_DAYS)

    def some(whose: Q) -> list[Transfer]:
        return [
            *_rows().filter(whose, state=ASKED).order_by("due_at"),
            *_rows().filter(whose, decided_at__gte=since).order_by("-decided_at"),
        ]

    with transaction.atomic():
        record_read(actor, "transfer.list", about=("post", post_code), post=post_code)
        return Both(some(Q(post_id=post_code)), some(Q(origin_id=post_code)))


def rows_here(actor: Actor, post_code: str) -> QuerySet[Transfer] | None:
    """What waits for the answer of a post, to be counted; None for whoever may not answer."""
    if not permits(actor, "transfer.answer", Scope(post=post_code)).allowed:
        return None
    return Transfer.objects.filter(post_id=post_code, state=ASKED)


def cases_waiting(post_code: str) -> QuerySet[Transfer, dict[str, Any]]:
    """Ids of the cases of a post that another one was asked to receive; to be asked within a list."""
    return Transfer.objects.filter(case__post_id=post_code, state=ASKED).values("case_id")


def over(at: dt.datetime) -> list[Transfer]:
    """What waits in vain: the case ended, its person said no, or nobody answered for a week."""
    rows = _rows().filter(state=ASKED)
    return [one for one in rows if one.due_at <= at - WAITED or not _stands(one.case)]


def late(at: dt.datetime) -> list[Transfer]:
    """What nobody answered in time, for the loop that chases it."""
    return list(_rows().filter(state=ASKED, due_at__lte=at).order_by("due_at"))
