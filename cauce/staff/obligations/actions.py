"""The only writes of obligations: rows made equal to what the rules say, inside an act."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from cauce.custody.journal.door import effect

from .models import Obligation


@effect
def rewrite(*, kind: str, subject: UUID, rows: Iterable[Obligation]) -> list[Obligation]:
    """Make the stored rows of one subject equal to those the rules ask for."""
    wanted = {row.action: row for row in rows}
    present = {row.action: row for row in Obligation.objects.filter(subject_kind=kind, subject_id=subject)}
    gone = [row.id for action, row in present.items() if action not in wanted]
    if gone:
        Obligation.objects.filter(id__in=gone).delete()
    changed = []
    for action, row in wanted.items():
        old = present.get(action)
        if old is None:
            continue
        row.id = old.id
        if any(
            getattr(old, name) != getattr(row, name)
            for name in ("state", "due_at", "met_at", "post_id", "urgent")
        ):
            changed.append(row)
    Obligation.objects.bulk_create(row for action, row in wanted.items() if action not in present)
    # Every act on a case does this: what ``bulk_update`` writes for each value takes thirteen times as long.
    Obligation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["state", "due_at", "met_at", "post", "urgent"],
    )
    return list(wanted.values())
