"""Who was named lately at a post, and who of them may be somebody whom the post attends already.

For the loop alone: no page says who is alike, and whoever saves a name learns nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cauce.custody.journal.door import check_may, record_read
from cauce.rules.permissions import Actor

from . import vault
from .identity_match import alike_among
from .models import Identity


def named_since(since: dt.datetime) -> dict[str, dict[UUID, dt.datetime]]:
    """By post, whose identity was saved since then, and when it was last."""
    found: dict[str, dict[UUID, dt.datetime]] = {}
    rows = Identity.objects.filter(saved_at__gt=since).values_list("person_id", "person__post_id")
    for person, post, at in rows.annotate(last=Max("saved_at")):
        found.setdefault(post, {})[person] = at
    return found


def doubles_among(actor: Actor, post: str, fresh: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Pairs of persons of a post who may be one, at least one of them fresh. Ids leave the vault, no name.

    That the identities of the post were compared is journalled. Raises ``Absent``.
    """
    check_may(actor, "system.run")
    with transaction.atomic():
        record_read(actor, "identity.alike", about=("post", post), post=post)
        known = dict(vault.open_all(post, gone={}))
        return alike_among({id: known[id] for id in fresh if id in known}, known)
