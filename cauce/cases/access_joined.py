"""Look-ups for whoever joins files of two posts: who was asked, what they said, and their files.

For the floor above (``joins``), which decides what a yes still carries and who may see any of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from .models import Case, Consent


def answers_on(cases: Iterable[Case], purpose: str) -> list[Consent]:
    """What was answered about a purpose in these files, which the caller looked up, the oldest first."""
    rows = Consent.objects.filter(case__in=list(cases), purpose=purpose)
    return list(rows.order_by("given_at", "typed_at"))


def ever_asked(purpose: str) -> list[Case]:
    """For the loop: every file in which that was ever asked."""
    asked = Consent.objects.filter(purpose=purpose).values("case_id")
    return list(Case.objects.filter(id__in=asked).select_related("post", "officer"))


def files_of(persons: Iterable[UUID]) -> list[Case]:
    """For the loop: every file of these persons, the oldest first."""
    rows = Case.objects.filter(person_id__in=list(persons)).select_related("post", "officer")
    return list(rows.order_by("opened_at"))
