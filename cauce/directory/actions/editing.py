"""What people decide about an entry: checked, corrected, opened, sealed, tied to a partner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..models import Location, Organization, Phone, Service
from ..offering import COSTS, INTAKES, REPORTING
from ..records import STATUSES
from ._shared import take
from .changing import mark_all_changed, mark_changed

bad_input = BadInputs(__file__)

EDITABLE = {
    "sex": {"", "women", "men", "any"},
    "minors": {True, False, None},
    "families": {True, False, None},
    "labour": {True, False, None},
    "sexual": {True, False, None},
    "any_status": {True, False, None},
    "accessible": {True, False, None},
    "pregnant": {True, False, None},
    "minors_alone": {True, False, None},
    "pets": {True, False, None},
    "cost": {"", *COSTS},
    "intake": {"", *INTAKES},
    "reporting": {"", *REPORTING},
    "confidential": {True, False},
    "visibility": {"public", "network", "named-roles", "sealed"},
    "status": set(STATUSES),
}


def _check(changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        if name not in EDITABLE or value not in EDITABLE[name]:
            raise bad_input("value_is_not_a_value_of_name", where=name, value=value, name=name)


@act("directory.verify", requires="directory.edit", on="service")
def verify_entry(
    *, actor: Actor, entry: Entry, service: Service, version: int, on: dt.date, role: str
) -> Service:
    """Write down that somebody of this role checked the entry on this date, so it is fresh."""
    now = take(service, version)
    now.verified_on, now.verified_role = on, role
    now.version += 1
    now.save(update_fields=["verified_on", "verified_role", "version"])
    mark_changed([service.id])
    entry.about("service", service.id)
    return now


@act("directory.edit", requires="directory.edit", on="service")
def edit_entry(
    *, actor: Actor, entry: Entry, service: Service, version: int, changes: Mapping[str, Any]
) -> Service:
    """Change what the network knows of an entry. Raises ``BadInput`` for a wrong name or value.

    Sealing an entry seals its places and telephones; opening it leaves them as they are, because
    an organization may be public while its street is not.
    """
    _check(changes)
    now = take(service, version)
    for name, value in changes.items():
        setattr(now, name, value)
    now.version += 1
    now.save(update_fields=[*changes, "version"])
    if changes.get("confidential"):
        Location.objects.filter(services__service=now).update(confidential=True)
        Phone.objects.filter(service=now).update(confidential=True)
        mark_all_changed()
    mark_changed([service.id])
    entry.about("service", service.id)
    entry.detail(fields=sorted(changes))
    return now


@act("directory.seal_place", requires="directory.edit")
def seal_place(
    *, actor: Actor, entry: Entry, location: UUID, confidential: bool, coarse: str = "city"
) -> None:
    """Seal or open one place; ``coarse`` is how much of it may be told: city, or only the state."""
    if coarse not in ("city", "state"):
        _check({"coarse": coarse})
    Location.objects.filter(id=location).update(confidential=confidential, coarse=coarse)
    mark_all_changed()
    entry.about("location", location)
    entry.detail(confidential=confidential)


@act("directory.link_partners", requires="directory.edit")
def link_partners(*, actor: Actor, entry: Entry, partners: Mapping[UUID, UUID]) -> int:
    """Say which partner organisation answers for which organization of the directory."""
    rows = list(Organization.objects.filter(id__in=partners))
    for row in rows:
        row.partner_id = partners[row.id]
    Organization.objects.bulk_update(rows, ["partner"], batch_size=200)
    entry.about("directory", "partners")
    entry.detail(linked=len(rows))
    return len(rows)
