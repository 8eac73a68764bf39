"""Writes many records of one kind by identifier: new ones made, changed ones rewritten, rest left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from cauce.custody.journal.door import effect

from .. import models
from ..outcome import Outcome
from ._chunks import CHUNK, chunks

_OWNED = ("service_id:service", "location_id:location")


@dataclass(frozen=True)
class Kind:
    """How one kind of record becomes rows: entity of the report, table, column:attribute pairs."""

    entity: str
    model: type[Model]
    pairs: tuple[str, ...]

    def columns(self) -> list[str]:
        return [pair.partition(":")[0] for pair in self.pairs]

    def values(self, record: Any) -> dict[str, Any]:
        return {
            column: getattr(record, attribute or column)
            for column, _, attribute in (pair.partition(":") for pair in self.pairs)
        }


ORGANIZATIONS = Kind(
    "organizations",
    models.Organization,
    ("name", "alternate_name", "description", "email", "url", "placeholder"),
)
SERVICES = Kind(
    "services",
    models.Service,
    (
        "organization_id:organization",
        "name",
        "alternate_name",
        "description",
        "url",
        "email",
        "status",
        "interpretation",
        "application",
        "fees",
        "eligibility",
        "minimum_age",
        "maximum_age",
        "assured_date",
        "alert",
    ),
)
LOCATIONS = Kind(
    "locations",
    models.Location,
    (
        "organization_id:organization",
        "name",
        "alternate_name",
        "description",
        "transportation",
        "kind",
        "latitude",
        "longitude",
        "address_1",
        "address_2",
        "city",
        "region",
        "state",
        "postal_code",
        "country",
        "accessibility",
    ),
)
LINKS = Kind("service_at_locations", models.ServiceAtLocation, (*_OWNED, "description"))
PHONES = Kind(
    "phones",
    models.Phone,
    (*_OWNED, "organization_id:organization", "number", "extension", "kind", "description"),
)
LANGUAGES = Kind("languages", models.Language, (*_OWNED, "name", "code", "note"))
SCHEDULES = Kind(
    "schedules",
    models.Schedule,
    (*_OWNED, "days", "opens_at", "closes_at", "valid_from", "valid_to", "description"),
)
TERMS = Kind("taxonomy_terms", models.ServiceTerm, ("service_id:service", "code", "name"))


def _hash_of(values: Iterable[Any]) -> str:
    """Of the imported content; equal contents have equal hashes on every machine."""
    return hashlib.blake2b(repr(tuple(values)).encode(), digest_size=16).hexdigest()


def _known_hashes(model: type[Model], ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for part in chunks(ids):
        found.update(model.objects.filter(id__in=part).values_list("id", "content_hash"))
    return found


@dataclass
class Written:
    """The rows made and the rows rewritten."""

    created: list[Any]
    updated: list[Any]

    @property
    def all(self) -> list[Any]:
        return self.created + self.updated


@effect
def upsert(kind: Kind, records: Sequence[Any], outcome: Outcome, extra=None) -> Written:
    """Write the records that are new or changed. ``extra(record)`` may add (hashed, made, also).

    ``hashed`` is content that decides whether a row changed; ``made`` columns only a new row gets
    (what people here decide afterwards is never overwritten); ``also`` columns every written row.
    """
    known = _known_hashes(kind.model, [record.id for record in records])
    created, updated, counts = [], [], outcome.of(kind.entity)
    also_columns: set[str] = set()
    for record in records:
        values = kind.values(record)
        hashed, made, also = extra(record) if extra else ((), {}, {})
        content = _hash_of((*values.values(), *hashed))
        if known.get(record.id) == content:
            counts.unchanged += 1
            continue
        row = kind.model(
            id=record.id,
            source=outcome.source,
            external_id=record.external_id,
            content_hash=content,
            **values,
            **made,
            **also,
        )
        also_columns |= set(also)
        (updated if record.id in known else created).append(row)
    kind.model.objects.bulk_create(created, batch_size=CHUNK)
    if updated:
        kind.model.objects.bulk_create(
            updated,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*kind.columns(), *sorted(also_columns), "source", "external_id", "content_hash"],
        )
    counts.created += len(created)
    counts.updated += len(updated)
    return Written(created, updated)


@effect
def remove_gone(
    kind: Kind, source: str, kept: set[UUID], owners: dict[str, set[UUID]]
) -> list[dict[str, Any]]:
    """Delete rows of this source whose owner was in the batch and which the batch has no more.

    Their owners, by the name of the column.
    """
    names = [name for name in owners if any(c == name for c in kind.columns())]
    rows = kind.model.objects.filter(source=source).values_list("id", *names)
    gone = [
        row
        for row in rows.iterator(chunk_size=4000)
        if row[0] not in kept and any(id in owners[name] for name, id in zip(names, row[1:], strict=True))
    ]
    for part in chunks([row[0] for row in gone]):
        kind.model.objects.filter(id__in=part).delete()
    return [dict(zip(names, row[1:], strict=True)) for row in gone]
