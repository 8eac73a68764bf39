"""Records whose work is over, for whoever decides how a record ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from .models import Case, Section

UNKEPT = ("not_asked", "unrecorded")


def closed_cases() -> Iterator[Case]:
    """For the run: every closed record that still holds something, the oldest first."""
    rows = Case.objects.select_related("post", "person").filter(
        status__in=("closed", "closed_referred", "voided"), closed_at__isnull=False, erased_at=None
    )
    return rows.order_by("closed_at", "id").iterator(chunk_size=500)


def unkept_cases(post_code: str | None = None) -> QuerySet[Case]:
    """Cases whose person has not said whether they want anything kept; None: of every post, for the run."""
    rows = Case.objects.filter(keeping__in=UNKEPT, blocked_at=None, erased_at=None)
    return rows if post_code is None else rows.filter(post_id=post_code)


def drafts(cases: QuerySet[Case]) -> Iterable[tuple[UUID, dt.datetime, str]]:
    """When each version of the draft of these cases was written, and by whom."""
    rows = Section.objects.filter(case__in=cases, kind="draft")
    return rows.values_list("case_id", "saved_at", "saved_by")


def case_in_this_copy(case_id: UUID | str) -> Case | None:
    """For the run after a restore: the record with this id; None: this copy does not have it."""
    return Case.objects.select_related("post", "person").filter(id=case_id).first()


def case_of_folio(post: str, folio: str) -> Case | None:
    """The record of that post with that folio, of which the folio alone is looked at; None: none."""
    return Case.objects.filter(folio=folio.strip().upper(), post_id=post).first()
