"""The sealed columns of petitions, and their keys, which go where the case goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .facts import note_context, shared_context, why_context
from .models import Petition

COLUMNS = (
    Column(
        "binational.Petition", "shared", lambda key_id: Petition.objects.filter(id=key_id), shared_context
    ),
    Column(
        "binational.Petition",
        "why",
        lambda key_id: Petition.objects.filter(case__key_id=key_id),
        why_context,
    ),
    Column(
        "binational.Petition",
        "note",
        lambda key_id: Petition.objects.filter(case__key_id=key_id),
        note_context,
    ),
)


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of the case of each petition whose key this is."""
    rows = Petition.objects.filter(id__in=list(key_ids)).select_related("case")
    return {row.id: row.case.post_id for row in rows}


def keys_of_case(case_id: UUID) -> Iterable[UUID]:
    """The keys of what is asked for a case: they go along when it goes to another post."""
    return Petition.objects.filter(case_id=case_id).values_list("id", flat=True)
