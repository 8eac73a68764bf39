"""Import of one directory: one act, one transaction, counts only in the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from cauce.content.plain import plain
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..kinds import kinds_of
from ..models import Location, Organization, Phone, Service, ServiceKind
from ..outcome import Outcome
from ..records import Batch, Caution, Refusal, ServiceRecord
from ..sealing import must_be_sealed
from . import upserting as up
from ._chunks import CHUNK, chunks
from .changing import Touched, mark_all_changed, mark_changed
from .spreading import seal_after_import

Progress = Callable[[str], None]


class Rehearsed(Exception):
    """A dry run ended: everything is undone; ``outcome`` says what it would have done."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__("dry run")


@act("directory.import", requires="directory.import")
def import_batch(
    *,
    actor: Actor,
    entry: Entry,
    batch: Batch,
    progress: Progress = lambda text: None,
    dry_run: bool = False,
) -> Outcome:
    """Upsert a whole directory by identifier. Raises ``Rehearsed`` when ``dry_run``.

    Nothing is deleted but what hung on a service of the batch and is gone from it. What people
    here decided (whom it serves, sealed or not, visibility, verification, partner) stays.
    """
    outcome = Outcome(batch.source)
    outcome.cautions.extend(batch.warnings)
    for refusal in batch.refusals:
        name = {"links": "service_at_locations", "terms": "taxonomy_terms"}.get(refusal.entity)
        outcome.refuse(replace(refusal, entity=name) if name else refusal)
    touched, sealed = Touched(), _sealed()
    _organizations(batch, outcome, touched)
    progress(f"organizaciones / organizations: {len(batch.organizations)}")
    written = _services(batch, outcome)
    progress(f"servicios / services: {len(batch.services)}")
    present = _Present(batch)
    locations = [
        record if record.organization in present.organizations else replace(record, organization=None)
        for record in batch.locations
    ]
    places = up.upsert(up.LOCATIONS, locations, outcome)
    touched.services.update(row.id for row in written.all)
    touched.places.update(row.id for row in places.all)
    progress(f"lugares / locations: {len(batch.locations)}")
    _hanging(batch, present, outcome, progress, touched)
    seal_after_import(written.all)
    if _sealed() != sealed:
        mark_all_changed()
    else:
        mark_changed(touched.entries())
    _absent_this_time(batch, outcome)
    entry.about("directory", batch.source[:64])
    entry.detail(**outcome.as_json())
    if dry_run:
        raise Rehearsed(outcome)
    return outcome


def _sealed() -> set[tuple[UUID, str]]:
    """Each sealed place and telephone with what is taken out because of it."""
    places = Location.objects.filter(confidential=True).values_list("id", "address_1")
    return {*places, *Phone.objects.filter(confidential=True).values_list("id", "number")}


def _organizations(batch: Batch, outcome: Outcome, touched: Touched) -> None:
    real = [record for record in batch.organizations if not record.placeholder]
    written = up.upsert(up.ORGANIZATIONS, real, outcome)
    touched.owners.update(row.id for row in written.all)
    marked = [record for record in batch.organizations if record.placeholder]
    ids = [record.id for record in marked]
    better: set[UUID] = set()
    for part in chunks(ids):
        better.update(
            Organization.objects.filter(id__in=part, placeholder=False).values_list("id", flat=True)
        )
    placeholders = up.Kind("placeholders", Organization, up.ORGANIZATIONS.pairs)
    wanted = [record for record in marked if record.id not in better]
    if wanted:
        written = up.upsert(placeholders, wanted, outcome)
        touched.owners.update(row.id for row in written.all)


def _services(batch: Batch, outcome: Outcome) -> up.Written:
    terms: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for term in batch.terms:
        terms[term.service].append((term.code, term.name))
    names = {record.id: record.name for record in batch.organizations if not record.placeholder}
    kinds: dict[UUID, tuple[str, ...]] = {}

    def extra(record: ServiceRecord) -> tuple[tuple, dict[str, Any], dict[str, Any]]:
        own = terms.get(record.id, [])
        title = (record.name, record.alternate_name, names.get(record.organization, ""))
        kinds[record.id] = kinds_of(record.kinds, (*title[:2], *(name for _, name in own)))
        # Stated kinds decide sealing: a guessed one only where the words themselves tell.
        sealed = bool(record.confidential) or must_be_sealed(title, record.description, own, record.kinds)
        made: dict[str, Any] = {
            "confidential": sealed,
            "visibility": "network" if sealed else "public",
        }
        if record.serves is not None:
            made |= {name: getattr(record.serves, name) for name in record.serves.__slots__}
        hashed = (record.kinds, record.serves, record.confidential, sorted(own))
        return hashed, made, {"search_text": plain(" ".join(title))}

    written = up.upsert(up.SERVICES, batch.services, outcome, extra)
    ids = [row.id for row in written.updated]
    for part in chunks(ids):
        ServiceKind.objects.filter(service_id__in=part).delete()
    ServiceKind.objects.bulk_create(
        (ServiceKind(service_id=row.id, kind=kind) for row in written.all for kind in kinds[row.id]),
        batch_size=CHUNK,
    )
    return written


class _Present:
    """Which owners exist, in the batch or in the directory already."""

    def __init__(self, batch: Batch) -> None:
        hanging = [*batch.phones, *batch.languages, *batch.schedules]
        self.organizations = _present(
            Organization,
            {record.id for record in batch.organizations},
            [record.organization for record in (*batch.locations, *batch.phones)],
        )
        self.services = _present(
            Service,
            {record.id for record in batch.services},
            [record.service for record in (*hanging, *batch.links, *batch.terms)],
        )
        self.locations = _present(
            Location,
            {record.id for record in batch.locations},
            [record.location for record in (*hanging, *batch.links)],
        )


def _present(model: Any, inside: set[UUID], named: Iterable[UUID | None]) -> set[UUID]:
    outside = list({id for id in named if id is not None} - inside)
    found = set(inside)
    for part in chunks(outside):
        found.update(model.objects.filter(id__in=part).values_list("id", flat=True))
    return found


def _hanging(batch: Batch, present: _Present, outcome: Outcome, progress: Progress, touched: Touched) -> None:
    owners = {
        "service_id": {record.id for record in batch.services},
        "location_id": {record.id for record in batch.locations},
    }
    gone = 0
    for table, kind in (
        ("links", up.LINKS),
        ("phones", up.PHONES),
        ("languages", up.LANGUAGES),
        ("schedules", up.SCHEDULES),
        ("terms", up.TERMS),
    ):
        records = getattr(batch, table)
        whole = table == "links"
        kept = [
            fitted
            for record in records
            if (fitted := _fitted(record, kind.entity, present, outcome, whole)) is not None
        ]
        touched.hung(up.upsert(kind, kept, outcome).all)
        if table in batch.tables:
            lost = up.remove_gone(kind, batch.source, {record.id for record in kept}, owners)
            touched.hung(lost)
            gone += len(lost)
        progress(f"{kind.entity}: {len(records)}")
    if gone:
        outcome.cautions.append(
            Caution(
                f"{gone} filas que colgaban de estos servicios ya no están en el archivo; se quitaron.",
                f"{gone} rows that hung on these services are gone from the file; removed.",
            )
        )


def _fitted(record: Any, entity: str, present: _Present, outcome: Outcome, whole: bool) -> Any:
    """The record without owners that exist nowhere; None (and refused) when none is left."""
    lost = [
        name
        for name in ("service", "location", "organization")
        if getattr(record, name, None) is not None
        and getattr(record, name) not in getattr(present, f"{name}s")
    ]
    if not lost:
        return record
    left = any(
        getattr(record, name, None) is not None and name not in lost
        for name in ("service", "location", "organization")
    )
    if left and not whole:
        return replace(record, **dict.fromkeys(lost))
    outcome.refuse(
        Refusal(
            entity,
            *record.origin,
            record.external_id,
            "El servicio o el lugar que nombra no existe.",
            "The service or the location that it names does not exist.",
        )
    )
    return None


def _absent_this_time(batch: Batch, outcome: Outcome) -> None:
    """Say how many services of the same source this file no longer has; they are kept."""
    if not batch.services:
        return
    before = Service.objects.filter(source=batch.source).count()
    if before > len(batch.services):
        n = before - len(batch.services)
        outcome.cautions.append(
            Caution(
                f"{n} servicios de esta fuente no vienen en el archivo; se conservan.",
                f"{n} services of this source are not in the file; they are kept.",
            )
        )
