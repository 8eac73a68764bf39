"""What came with a newer program, taken over as a draft: approved by two people like any other."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from cauce.content import earlier_editions
from cauce.content.editing import set_head
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from .. import schedule
from ..folder import texts_of
from ..models import Edition, EditionFile
from ._beginning import HEAD, adopted, begun
from ._shared import put_texts


class Taken(NamedTuple):
    """The draft; ``both``: files that this house had changed and the program changed too, which now say
    what the program says. Whoever reads the difference puts back what was the house's."""

    edition: Edition
    both: tuple[str, ...]


@act("edition.take", requires="edition.draft")
def take(
    *,
    actor: Actor,
    entry: Entry,
    id: str = "",
    in_force_from: dt.date | None = None,
    note: str = "",
) -> Taken:
    """Begin a draft that says what the edition of the program says, in one step.

    What the house itself changed since it last took something from the program stays, file by file.
    ``id`` empty: its own number. ``in_force_from`` None: its own date, or tomorrow where that has come.
    Raises ``BadInput`` for an id that is taken, and for a day that has come.
    """
    now = timezone.now()
    newest = adopted(now)
    brought = earlier_editions.shipped()[-1]
    id = id or brought.id
    tomorrow = schedule.day_of(now) + dt.timedelta(days=1)
    since = in_force_from or max(brought.in_force_from, tomorrow)
    made = begun(actor, id, since, note, now)
    came = {path: body.decode("utf-8") for path, body in earlier_editions.files_of(brought).items()}
    ours, before = texts_of(made), texts_of(_last_taken(newest))
    both = []
    for path in sorted(ours.keys() | came.keys()):
        own, was = ours.get(path), before.get(path)
        if path == HEAD or own in (was, came.get(path)):
            continue
        if came.get(path) == was:
            came.pop(path, None)  # the program left it alone: the house's stays, or stays away
            if own is not None:
                came[path] = own
        else:
            both.append(path)
    if (id, since) != (brought.id, brought.in_force_from):
        came[HEAD] = set_head(came[HEAD], id, since)
    EditionFile.objects.filter(edition=made).exclude(path__in=came).delete()
    put_texts(made, came)
    entry.about("edition", id)
    entry.detail(base=made.base_id, both=len(both))
    return Taken(made, tuple(both))


def _last_taken(newest: Edition) -> Edition:
    """The nearest edition before that came with the program, from where the house went its own way."""
    known, one = {row.id for row in earlier_editions.shipped()}, newest
    while one.base is not None and one.id not in known:
        one = one.base
    return one
