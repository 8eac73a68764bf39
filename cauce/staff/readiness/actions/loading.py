"""The bulk door of readiness, for the demonstration only (docs/decisions/0012-demonstration-bulk-door.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..models.base import OfPost
from ._replan import replan


@act("readiness.bulk_load", requires="system.run", on="post")
def load_post(*, actor: Actor, entry: Entry, post: Post, rows: Sequence[OfPost], at: dt.datetime) -> int:
    """Add what an invented post has ready, in one go; the rules then decide its obligations."""
    by_table: dict[type[OfPost], list[OfPost]] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(row)
    for table, of in by_table.items():
        table.objects.bulk_create(of)
    entry.about("post", post.code)
    entry.detail(rows=len(rows))
    replan(post, at)
    return len(rows)
