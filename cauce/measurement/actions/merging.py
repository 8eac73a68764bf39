"""Two subjects of one period are the same person: written where the linkage of the house found it."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from ..models import Merge, Period

bad_input = BadInputs(__file__)


@act("merge.record", requires="merge.record")
def record_merge(
    *, actor: Actor, entry: Entry, period: int, one: str, other: str, at: dt.datetime, because: str = ""
) -> bool:
    """From now on ``one`` counts as ``other``; whether that was new. Chains end at one subject.

    ``because``: the digest of the joint file that says so, by which it may be undone; "": none.
    The journal learns that two keys were joined, not which. Raises ``BadInput`` for a period whose
    secret was destroyed: nothing more is joined in it.
    """
    if Period.objects.filter(year=period, destroyed_at__isnull=False).exists():
        raise bad_input("the_keys_of_period_were_destroyed", where="period", period=period)
    # The rows of the period are held, so that two at once cannot close a ring.
    held = dict(
        Merge.objects.select_for_update()
        .filter(period=period, undone_at=None)
        .values_list("from_key", "to_key")
    )
    one, other = _end(held, one), _end(held, other)
    new = one != other
    if new:
        Merge.objects.create(
            period=period, from_key=one, to_key=other, known_at=at, by=actor.user, because=because
        )
    entry.about("period", period)
    entry.detail(new=new)
    return new


def _end(held: dict[str, str], key: str) -> str:
    while key in held:
        key = held[key]
    return key
