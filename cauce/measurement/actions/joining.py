"""Two files joined by two officers and the person's yes count as one person; parted, they count as two."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import SYSTEM, Actor
from cauce.sharing.joins.actions import note_counted
from cauce.sharing.joins.models import Join

from ..facts.pseudonyms import pseudonym, whose
from ..models import Merge, Period
from .merging import record_merge


@act("merge.follow_join", requires="merge.record", on="join")
def follow_join(*, actor: Actor, entry: Entry, join: Join, at: dt.datetime) -> bool:
    """Let the figures follow a join, or its end; whether anything changed.

    Files that began in different years count in each year by themselves, as lists compared do. What a
    comparison of lists had merged already stays merged. Nothing is joined or undone in a period whose
    secret was destroyed. The journal learns that it was followed, not whose subjects they are.
    """
    stands = join.joined_at is not None and join.ended_at is None
    one, other = whose(join.follower), whose(join.lead)
    changed = False
    if stands:
        if one.subject and other.subject and one.period == other.period:
            because = pseudonym(one.period, "join", str(join.id))
            changed = _open(one.period) and record_merge(
                actor=SYSTEM, period=one.period, one=one.subject, other=other.subject, at=at, because=because
            )
    else:
        because = pseudonym(one.period, "join", str(join.id))
        if because:
            rows = Merge.objects.filter(period=one.period, because=because, undone_at=None)
            changed = rows.update(undone_at=at) > 0
    note_counted(join, stands)
    entry.about("period", one.period)
    entry.detail(changed=changed, stands=stands)
    return changed


def _open(period: int) -> bool:
    return not Period.objects.filter(year=period, destroyed_at__isnull=False).exists()
