"""Records whose work is over, for whoever decides how a record ends."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from .models import Case


def closed_cases() -> Iterator[Case]:
    """For the run: every closed record that still holds something, the oldest first."""
    rows = Case.objects.select_related("post", "person").filter(
        status__in=("closed", "closed_referred"), closed_at__isnull=False, erased_at=None
    )
    return rows.order_by("closed_at", "id").iterator(chunk_size=500)


def case_in_this_copy(case_id: UUID | str) -> Case | None:
    """For the run after a restore: the record with this id; None: this copy does not have it."""
    return Case.objects.select_related("post", "person").filter(id=case_id).first()


def case_of_folio(post: str, folio: str) -> Case | None:
    """The record of that post with that folio, of which the folio alone is looked at; None: none."""
    return Case.objects.filter(folio=folio.strip().upper(), post_id=post).first()
