"""To whom something is closed, by account: whoever is a party to a case is told nothing of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from uuid import UUID

from .models import User


def closed_to(accounts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Account and id, for each id that is closed to one of these accounts."""
    ids = set()
    for one in accounts:
        with contextlib.suppress(ValueError):  # whoever is no person has no account
            ids.add(UUID(one))
    for id, closed in User.objects.filter(id__in=ids).values_list("id", "closed"):
        yield from ((str(id), one) for one in closed)


def open_to(users: Iterable[User], case: UUID) -> list[User]:
    """Those of them to whom this case is not closed: no party is told of it, or asked about it."""
    return [user for user in users if str(case) not in user.closed]
