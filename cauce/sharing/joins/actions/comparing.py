"""The comparison between posts, by the loop alone: nobody types a name, and a yes of both is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from cauce.cases.models import Case
from cauce.custody.journal.door import Entry, act
from cauce.people.access_marks import Due, Meeting, may_be_one
from cauce.people.actions import mark_identities
from cauce.rules.permissions import Actor
from cauce.sharing.joins import rules as rules

from ..models import Possible, Side
from ._shared import tell


@act("join.mark", requires="system.run")
def mark(*, actor: Actor, entry: Entry, due: Due, at: dt.datetime) -> None:
    """Let the marks follow who wants to be compared; of everybody else none stays. Counts are journalled."""
    mark_identities(actor=actor, due=due, at=at)
    entry.about("network", "marks")
    entry.detail(new=len(due.new), gone=len(due.gone), held=len(due.held))


@act("join.compare", requires="system.run")
def compare(
    *, actor: Actor, entry: Entry, met: Meeting, cases: Mapping[UUID, Case], at: dt.datetime
) -> Possible:
    """Open both identities once, and keep a yes or a no; a yes is told to both officers.

    What is kept of a no is a digest, so that the two are not opened again until something of them changes.
    """
    found = may_be_one(actor, met)
    made = Possible.objects.create(
        pair=met.pair if found else met.versions, found_at=at, state=rules.FOUND if found else rules.UNLIKE
    )
    if found:
        for person in (met.one, met.other):
            Side.objects.create(possible=made, case=cases[person])
            tell(f"join_found:{made.id}", cases[person], at)
    entry.about("possible", made.id)
    entry.detail(found=found)
    return made
