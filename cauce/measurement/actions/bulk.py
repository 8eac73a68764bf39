"""The bulk door of facts, for the demonstration alone: every row is marked as invented."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.models import Chain
from cauce.rules.permissions import Actor

from ..models import Collected, Fact, Merge, Profile

BATCH = 5000


def _write(rows: Iterable[Fact | Profile]) -> int:
    """Write many rows, marked as invented; how many."""
    source, count = iter(rows), 0
    while batch := list(islice(source, BATCH)):
        for row in batch:
            row.invented = True
        count += write_many(batch)
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
    count = _write(facts)
    _write(profiles)
    write_many(merges)
    heads = [
        Collected(chain=name, number=length) for name, length in Chain.objects.values_list("name", "length")
    ]
    Collected.objects.bulk_create(
        heads, update_conflicts=True, unique_fields=["chain"], update_fields=["number"]
    )
    entry.about("facts", "invented")
    entry.detail(facts=count)
    return count
