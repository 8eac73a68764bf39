"""Persons of an earlier register, many at once: each with its identity sealed apart from the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from cauce.custody.journal.door import effect
from cauce.custody.keystore.aead import DataKey

from .. import vault
from ..models import Identity, Person
from .persons import _clean_identity


@effect
def bring_people(
    people: Iterable[tuple[Person, dict[str, str], DataKey]], *, at: dt.datetime, on: dt.date, by: str
) -> None:
    """Write these persons, and of each who has any the first version of the identity.

    Raises ``BadInput`` naming the field when one is bad: whoever calls has judged the rows before.
    """
    persons, identities = [], []
    for person, fields, key in people:
        persons.append(person)
        clean = _clean_identity(fields, on)
        if any(clean.values()):
            identities.append(vault.close(person, 1, clean, key, at=at, by=by))
    Person.objects.bulk_create(persons)
    Identity.objects.bulk_create(identities)


@effect
def take_back_people(ids: Iterable[UUID]) -> None:
    """Persons whose case nobody worked on go with it, as if they had never come."""
    wanted = list(ids)
    Identity.objects.filter(person_id__in=wanted).delete()
    Person.objects.filter(id__in=wanted).delete()
