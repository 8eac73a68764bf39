"""Closing one table of numbers of the network for a week. By ``cauce tick``."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from .. import closed
from ..boards.post_comparison import kept
from ..hiding import closing
from ..models import PostSums


@act("numbers.close", requires="system.run")
def close_numbers(*, actor: Actor, entry: Entry, name: str, at: dt.datetime) -> int:
    """Close a table, once for each week; by two at once, one. What is kept for each post takes the place of
    what was. How many cells the table has."""
    entry.about("closing", name)
    if not closing.due([name], at):
        return 0
    counted = closed.counted(name)
    table = counted.count(at)
    row = closing.closing_of(name, counted, at, table)
    row.save()
    if table.kept:
        PostSums.objects.all().delete()
        PostSums.objects.bulk_create(kept.rows_of(table.kept.values()))
    told = sum(number is not None for _, number, _ in row.told)
    entry.detail(cells=len(row.told), told=told)
    return len(row.told)
