"""Opens and closes the sealed identity. Only ``people`` may import this module."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cauce.custody.keystore.aead import DataKey

from .models import Identity, Person

FIELDS = (
    "given_names",
    "first_surname",
    "second_surname",
    "known_as",
    "birth_date",
    "phone",
    "safe_channel",
    "safe_hours",
)
NAMES = FIELDS[:4]


def close(
    person: Person,
    version: int,
    identity: dict[str, str],
    under: DataKey | None = None,
    *,
    at: dt.datetime,
    by: str,
) -> Identity:
    """An identity sealed as the given version, not saved; ``under``: the key of who has it in hand."""
    row = Identity(person=person, version=version, saved_at=at, saved_by=by)
    row.sealed = Identity.sealed.seal(row, identity, under)
    return row


def open_latest(person: Person) -> tuple[int, dict[str, str]]:
    """The newest identity and its version; version 0 and no fields when nothing was saved yet."""
    row = Identity.objects.filter(person=person).order_by("-version").first()
    if row is None:
        return 0, {}
    return row.version, Identity.sealed.open(row, person.key_id)


def open_all(post_code: str, **gone: dict[str, str]) -> Iterator[tuple[UUID, dict[str, str]]]:
    """The newest identity of everybody of a post, with the person's id, in one query; ``gone``: what stands
    for one whose key was destroyed."""
    newest = Identity.objects.filter(person=OuterRef("person")).order_by("-version")
    rows = Identity.objects.filter(
        person__post_id=post_code, version=Subquery(newest.values("version")[:1])
    ).select_related("person")
    for row in rows.iterator(chunk_size=500):
        fields = Identity.sealed.open(row, **gone)
        yield row.person_id, fields


def open_some(persons: Collection[UUID]) -> Iterator[tuple[UUID, dict[str, str]]]:
    """The newest identity of each of these persons, some hundreds of rows at a time."""
    wanted = list(persons)
    newest = Identity.objects.filter(person=OuterRef("person")).order_by("-version")
    for start in range(0, len(wanted), 500):
        rows = Identity.objects.filter(
            person_id__in=wanted[start : start + 500],
            version=Subquery(newest.values("version")[:1]),
        ).select_related("person")
        for row in rows:
            fields = Identity.sealed.open(row)
            yield row.person_id, fields
