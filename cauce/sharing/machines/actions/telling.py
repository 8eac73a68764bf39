"""The queue of what partners' systems are told: rows, so that no restart loses any."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.sharing.machines.rules import PATIENCE, wait

from ..access import to_queue
from ..models import Hook, Telling

NAMESPACE = UUID("0b9f1d0e-5a5c-5b52-8d0e-2f4c7d1f3a90")


@act("hook.queue", requires="system.run")
def queue(*, actor: Actor, entry: Entry, hook: Hook, at: dt.datetime) -> int:
    """Put what changed in the queue, each change once; how many were new."""
    made = [
        Telling(id=uuid5(NAMESPACE, f"{hook.id}/{step.id}"), hook=hook, step=step, made_at=at, next_at=at)
        for step in to_queue(hook)
    ]
    Telling.objects.bulk_create(made, ignore_conflicts=True)
    entry.about("hook", hook.id)
    entry.detail(tellings=len(made))
    return len(made)


@act("hook.note", requires="system.run")
def note(*, actor: Actor, entry: Entry, telling: Telling, told: bool, last: str, at: dt.datetime) -> None:
    """What came of one try: told, or to be tried again later, or given up after two weeks."""
    row = Telling.objects.select_for_update(of=("self",)).get(id=telling.id)
    entry.about("hook", row.hook_id)
    entry.detail(told=told, last=last)
    if row.told_at is not None:
        return
    row.attempts, row.last = row.attempts + 1, last[:12]
    if told:
        row.told_at = at
    elif at - row.made_at >= PATIENCE:
        row.dropped_at = at
    row.next_at = at + wait(row.attempts)
    row.save()


@act("hook.drop", requires="system.run")
def drop(*, actor: Actor, entry: Entry, telling: Telling, at: dt.datetime) -> None:
    """What was taken back before it left never leaves."""
    Telling.objects.filter(id=telling.id, told_at=None, dropped_at=None).update(
        dropped_at=at, last="taken_back"
    )
    entry.about("hook", telling.hook_id)
