"""The bulk door of facts, for the demonstration alone: every row is marked as invented."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from operator import attrgetter

from django.db import connection
from django.db.models import DateField, DateTimeField

from cauce.journal.door import Entry, act
from cauce.journal.models import Chain
from cauce.rules.permissions import Actor

from ..models import Collected, Fact, Merge, Profile

BATCH = 5000


def _write(model: type[Fact] | type[Profile], rows: Iterable[Fact | Profile]) -> int:
    """Write many rows, marked as invented. ``bulk_create`` would take some seconds more: SQLite gets
    few rows a statement from it."""
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    names_of = attrgetter(*(one.attname for one in fields))
    adapted = [
        (place, connection.ops.adapt_datetimefield_value if isinstance(one, DateTimeField)
         else connection.ops.adapt_datefield_value)
        for place, one in enumerate(fields) if isinstance(one, DateField)
    ]  # fmt: skip
    quote, source, count = connection.ops.quote_name, iter(rows), 0
    names = ", ".join(quote(one.column) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        while batch := list(islice(source, BATCH)):
            lines = []
            for row in batch:
                row.invented = True
                line = list(names_of(row))
                for place, adapt in adapted:
                    line[place] = adapt(line[place])
                lines.append(line)
            cursor.executemany(into, lines)
            count += len(batch)
    return count


@act("facts.bulk_load", requires="system.run")
def load_facts(
    *,
    actor: Actor,
    entry: Entry,
    facts: Iterable[Fact],
    profiles: Iterable[Profile],
    merges: Iterable[Merge] = (),
) -> int:
    """Write an invented history; how many facts there were. What the journal holds by now counts as
    collected: the invented cases in it are not counted a second time."""
    count = _write(Fact, facts)
    _write(Profile, profiles)
    Merge.objects.bulk_create(merges, batch_size=BATCH)
    heads = [Collected(chain=name, number=length)
             for name, length in Chain.objects.values_list("name", "length")]  # fmt: skip
    Collected.objects.bulk_create(
        heads, update_conflicts=True, unique_fields=["chain"], update_fields=["number"]
    )
    entry.about("facts", "invented")
    entry.detail(facts=count)
    return count
