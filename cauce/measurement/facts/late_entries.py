"""Steps that were recorded as on time after their deadline; by step, never who did it or in which case.

The journal tells it of each such act (``after_deadline``) at the moment in which it is recorded.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.custody.journal.models import Entry


@dataclass(frozen=True, slots=True)
class LateEntry:
    """How often it was so of one step, and when last."""

    action: str
    number: int
    last: dt.datetime


def late_entries(post: str, since: dt.datetime) -> list[LateEntry]:
    """Those of a post since an instant, the most frequent first. One query."""
    rows = Entry.objects.filter(kind="act", what="case.record_act", chain=post, at__gte=since)
    found: dict[str, LateEntry] = {}
    told = rows.filter(detail__has_key="after_deadline").order_by("at", "id")
    for at, detail in told.values_list("at", "detail"):
        for action in detail["after_deadline"]:
            before = found.get(action)
            found[action] = LateEntry(action, before.number + 1 if before else 1, at)
    return sorted(found.values(), key=lambda one: (-one.number, one.action))
