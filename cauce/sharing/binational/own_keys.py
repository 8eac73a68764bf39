"""The keys of petitions, which go where the case goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from .models import Petition


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of the case of each petition whose key this is."""
    rows = Petition.objects.filter(id__in=list(key_ids)).select_related("case")
    return {row.id: row.case.post_id for row in rows}


def keys_of_case(case_id: UUID) -> Iterable[UUID]:
    """The keys of what is asked for a case: they go along when it goes to another post."""
    return Petition.objects.filter(case_id=case_id).values_list("id", flat=True)
