"""Many rows straight from the cursor: of these Django's own conversion of days and instants takes most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

AT_ONCE = 20_000


def straight(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a ``values_list`` as the cursor gives them; ``day``, ``instant`` and ``uuid`` make of a
    value what Django makes of it."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        while batch := cursor.fetchmany(AT_ONCE):
            yield from batch


def day(value: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def instant(value: dt.datetime | str) -> dt.datetime:
    found = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def uuid(value: UUID | str) -> UUID:
    return UUID(value) if isinstance(value, str) else value
