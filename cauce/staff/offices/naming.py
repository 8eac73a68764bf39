"""Names of people by their ids, alone or beside those of another table."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from .models import User


def people(ids: Iterable[str]) -> set[UUID]:
    """Of these ids those of people: what acts and is none (the program, a telephone) has another form."""
    found = set()
    for id in ids:
        with contextlib.suppress(ValueError):
            found.add(UUID(id))
    return found


def people_named(ids: Iterable[str]) -> QuerySet[User, tuple[UUID, str]]:
    """Id and display name of these people; unknown ones are left out."""
    return User.objects.filter(id__in=people(ids)).values_list("id", "display_name")
