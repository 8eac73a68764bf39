"""Names of organisations that a case already knows: for pages that say with whom, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from cauce.staff.offices import access as offices
from cauce.staff.offices.naming import people_named

from ..models import Organization


def _ids(texts: Iterable[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def recipient_names(ids: Iterable[str], people: Iterable[str] = ()) -> dict[str, str]:
    """Names by id of organisations of the directory and of partners, in one question; ``people``: with those
    of these accounts."""
    among, rest = _ids(ids), [people_named(people)] if people else []
    rows = Organization.objects.filter(id__in=among).values_list("id", "name")
    return {str(id): name for id, name in rows.union(offices.partners_named(among), *rest, all=True)}


def organization_names(ids: Iterable[str]) -> dict[str, str]:
    """Names by id; what is no organisation is left out."""
    rows = Organization.objects.filter(id__in=_ids(ids)).values_list("id", "name")
    return {str(id): name for id, name in rows}
