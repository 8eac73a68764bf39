"""When what an entry shows last changed, for whoever asks only for what changed since a moment.

Written at the end of an act, so that little time passes until others see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from cauce.custody.journal.door import effect

from ..models import Service, ServiceAtLocation
from ._chunks import chunks


@effect
def mark_changed(ids: Iterable[UUID]) -> None:
    """These entries changed now."""
    now = timezone.now()
    for part in chunks(list(ids)):
        Service.objects.filter(id__in=part).update(changed_at=now)


@effect
def mark_all_changed() -> None:
    """Any entry may have: what is sealed anywhere is taken out of the words of every other."""
    Service.objects.update(changed_at=timezone.now())


@dataclass
class Touched:
    """What an import wrote or removed, by whose entry it is."""

    services: set[UUID] = field(default_factory=set)
    places: set[UUID] = field(default_factory=set)
    owners: set[UUID] = field(default_factory=set)

    def hung(self, rows: Iterable[Any]) -> None:
        """Rows that hang on a service, a place or an organization."""
        for row in rows:
            named = row if isinstance(row, Mapping) else row.__dict__
            self._add(self.services, named.get("service_id"))
            self._add(self.places, named.get("location_id"))
            self._add(self.owners, named.get("organization_id"))

    @staticmethod
    def _add(found: set[UUID], id: UUID | None) -> None:
        if id is not None:
            found.add(id)

    def entries(self) -> set[UUID]:
        """The services of all of these."""
        found = set(self.services)
        for part in chunks(list(self.places)):
            rows = ServiceAtLocation.objects.filter(location__in=part)
            found.update(rows.values_list("service_id", flat=True))
        for part in chunks(list(self.owners)):
            rows = Service.objects.filter(organization__in=part)
            found.update(rows.values_list("id", flat=True))
        return found
