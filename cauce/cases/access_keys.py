"""Which case a key belongs to, for the program itself: the keystore knows no case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from cauce.custody.journal.door import Absent

from .models import Case


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of the case of each key, for those that are a case's."""
    wanted = set(key_ids)
    found: dict[UUID, str] = {}
    for case in Case.objects.filter(Q(key_id__in=wanted) | Q(draft_key_id__in=wanted)):
        found[case.key_id] = found[case.draft_key_id] = case.post_id
    return {key_id: post for key_id, post in found.items() if key_id in wanted}


def cases_of_keys(key_ids: Iterable[UUID]) -> list[Case]:
    """The cases that these keys seal."""
    wanted = set(key_ids)
    return list(Case.objects.filter(Q(key_id__in=wanted) | Q(draft_key_id__in=wanted)))


def case_of_folio(folio: str) -> Case:
    """One case by its folio, for whoever types a command. Raises ``Absent``."""
    found = Case.objects.filter(folio=folio).first()
    if found is None:
        raise Absent()
    return found
