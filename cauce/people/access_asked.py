"""Whether somebody who is asked for may be somebody kept here: for the loop alone, in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from cauce.custody.journal.door import check_may, record_read
from cauce.protocol.editions.access import current_edition
from cauce.rules.messages import Asked, may_be
from cauce.rules.names import nicknames
from cauce.rules.permissions import Actor

from . import vault
from .models import Identity


def who_may_be(actor: Actor, asked: Collection[Asked], persons: Collection[UUID]) -> Mapping[str, list[UUID]]:
    """For each of those asked for, who of these persons may be meant; whoever nobody may be is absent.

    Identities are opened one after the other and none is kept: no index of names lies anywhere. The
    read is journalled with counts alone. Raises ``Absent`` for anybody but the loop.
    """
    check_may(actor, "system.run")
    found: dict[str, list[UUID]] = {}
    with transaction.atomic():
        record_read(
            actor, "identity.asked", about=("messages", ""), post=None, asked=len(asked), persons=len(persons)
        )
        known = nicknames(current_edition().catalogues.get("nicknames", ()))
        for person_id, fields in vault.open_some(persons):
            names = [fields.get(name, "") for name in vault.NAMES]
            year = fields.get("birth_date", "")[:4]
            born = int(year) if year.isdigit() else None
            for one in asked:
                if may_be(one, names, born, known):
                    found.setdefault(one.id, []).append(person_id)
    return found


def named_by(person_id: UUID) -> tuple[str, dt.datetime] | None:
    """Who wrote the newest identity of a person, and when; None: nobody is named. Nothing is opened."""
    rows = Identity.objects.filter(person_id=person_id).order_by("-version")
    return rows.values_list("saved_by", "saved_at").first()
