"""Closing one table of numbers of the network for a week. By ``cauce tick``."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from .. import closed
from ..hiding import closing


@act("numbers.close", requires="system.run")
def close_numbers(*, actor: Actor, entry: Entry, name: str, at: dt.datetime) -> int:
    """Close a table, once for each week; by two at once, one. How many cells it has."""
    entry.about("closing", name)
    if not closing.due([name], at):
        return 0
    row = closing.closing_of(name, closed.counted(name), at)
    row.save()
    told = sum(number is not None for _, number, _ in row.told)
    entry.detail(cells=len(row.told), told=told)
    return len(row.told)
