"""The only look-ups of files that leave: one's own, and all of them for the auditor."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cauce.custody.features import concerned
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import among
from cauce.rules.permissions import Actor

from .models import Export


def _own(actor: Actor) -> QuerySet[Export]:
    rows = Export.objects.filter(made_by=actor.user)
    return rows.exclude(about_id__in=concerned(actor.closed)) if actor.closed else rows


def own(actor: Actor, *, most: int = 50) -> list[Export]:
    """The files the actor made, the newest first. Raises ``Absent``."""
    check_may(actor, "export.make")
    rows = _own(actor).defer("sealed", "why")
    return list(rows.order_by("-made_at")[:most])


def own_for(actor: Actor, export_id: UUID | str) -> Export:
    """One file of the actor's own. Raises ``Absent``, for another's too."""
    found = among(_own(actor), actor, export_id, "export.take", "export")
    check_may(actor, "export.make", found, about=("export", found.id))
    return found


def all_that_left(actor: Actor, *, most: int = 100) -> list[tuple[Export, str]]:
    """For the auditor: every file with what whoever made it wrote; the read is journalled."""
    check_may(actor, "journal.read")
    with transaction.atomic():
        record_read(actor, "export.list", about=("export", ""), post=None)
        rows = Export.objects.defer("sealed").order_by("-made_at")[:most]
        return [(row, Export.why.open(row)) for row in rows]


def over(at: dt.datetime) -> list[Export]:
    """Files that nobody took and whose day is over, for the loop."""
    return list(Export.objects.filter(state="waiting", expires_at__lte=at))
