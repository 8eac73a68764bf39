"""The only look-ups of interpreters: by code for the network, by name only with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import check_may, record_read
from cauce.custody.journal.look_up import of_id
from cauce.custody.keystore import unseal_many
from cauce.protocol.editions.access import current_edition
from cauce.rules.interpreting import Interpreter as Known
from cauce.rules.interpreting import Need, Offer, match
from cauce.rules.permissions import Actor

from .. import register
from ..interpreting import person_of
from ..models import Interpreter

SMALL = "small-town"


@dataclass(frozen=True, slots=True)
class Contact:
    """Name and telephone, opened for a reason."""

    name: str
    phone: str


def _known(rows: list[Interpreter]) -> list[Known]:
    blobs = [Interpreter.profile.blob(row) for row in rows]
    return [person_of(row.code, profile) for row, profile in zip(rows, unseal_many(blobs), strict=True)]


def population() -> Mapping[str, int]:
    """Inhabitants by municipality, from the catalogue of the edition."""
    known = register.municipalities(current_edition())
    return {one.code: one.population for one in known if one.population is not None}


def interpreters_of(actor: Actor, post: str | None = None) -> list[tuple[Interpreter, Known]]:
    """Interpreters of the network, or of one post, by code. Raises ``Absent``."""
    check_may(actor, "interpreter.find")
    rows = Interpreter.objects.select_related("post").order_by("code")
    listed = list(rows.filter(post=post) if post else rows)
    return list(zip(listed, _known(listed), strict=True))


def offers_for(actor: Actor, need: Need, on) -> tuple[Offer, ...]:
    """Who may interpret for this need, best first, the refused with their reason at the end.

    Only who is active and was vetted is offered. ``on``: the day, for the size of a small town.
    """
    check_may(actor, "interpreter.find")
    rows = list(Interpreter.objects.filter(active=True, vetted_on__isnull=False).order_by("code"))
    small = parameter_on(current_edition(), SMALL, on).value
    return match(need, _known(rows), population(), small)


def interpreter_for(actor: Actor, id: UUID | str, permission: str = "interpreter.find"):
    """One interpreter with what the rules know of them. Raises ``Absent``."""
    check_may(actor, permission, about=("interpreter", id))
    row = of_id(Interpreter.objects.select_related("post"), id)
    if permission == "interpreter.keep":
        check_may(actor, permission, row, about=("interpreter", id))
    return row, _known([row])[0]


def contact_for(actor: Actor, id: UUID | str, *, reason: str) -> Contact:
    """Name and telephone; the read and its reason are journalled. Raises ``Absent``."""
    row, _ = interpreter_for(actor, id)
    with transaction.atomic():
        record_read(
            actor, "interpreter.contact", about=("interpreter", row.id), post=row.post_id, reason=reason
        )
        return Contact(**Interpreter.contact.open(row))
