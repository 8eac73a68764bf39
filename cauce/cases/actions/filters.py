"""Filters of the list of cases, kept by each person for themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.look_up import of_id
from cauce.rules.permissions import Actor

from ..models import KeptFilter

bad_input = BadInputs(__file__)

MOST = 8  # what somebody keeps at a time


@act("filter.keep", requires="case.list")
def keep_filter(*, actor: Actor, entry: Entry, asks: Mapping[str, str], at: dt.datetime) -> KeptFilter:
    """Keep what a list is asked; the same twice is kept once. Raises ``BadInput`` for one that asks nothing,
    or beyond the most that are kept."""
    said = {name: value for name, value in sorted(asks.items()) if value}
    if not said:
        raise bad_input("this_filter_asks_nothing", where="filter")
    held = list(KeptFilter.objects.filter(user_id=UUID(actor.user)))
    made = next((one for one in held if one.asks == said), None)
    if made is None and len(held) >= MOST:
        raise bad_input("so_many_filters_are_kept", where="filter", most=MOST)
    made = made or KeptFilter.objects.create(user_id=UUID(actor.user), asks=said, kept_at=at)
    entry.about("filter", made.id)
    return made


@act("filter.drop", requires="case.list")
def drop_filter(*, actor: Actor, entry: Entry, id: str) -> None:
    """Keep a filter no more. Raises ``Absent`` for what is not the actor's own."""
    row = of_id(KeptFilter.objects.filter(user_id=UUID(actor.user)), id)
    entry.about("filter", row.id)
    row.delete()
