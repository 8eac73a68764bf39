"""Two small acts of their own, so that the journal is tested without the floors above it."""

from __future__ import annotations

import uuid

from cauce.custody.journal import door
from cauce.custody.journal.door import EFFECT, act
from cauce.custody.journal.models import Submission
from cauce.rules.permissions import Actor, Grant, Scope

INES = Actor("ines", (Grant("protection_officer", "HOU"),))
MATEO = Actor("mateo", (Grant("protection_consul", "HOU"),))
LUCIA = Actor("lucia", (Grant("window_officer", "HOU"),))
HOUSTON = Scope(post="HOU")


@act("test.note", requires="case.work", on="place")
def note(*, actor, entry, place, words="", fails=False):
    """Writes one row that stands for any table."""
    made = Submission.objects.create(key=uuid.uuid4(), actor=f"note {words}")
    entry.about("note", made.key)
    entry.detail(words=len(words))
    if fails:
        raise ValueError("after writing")
    return made


@act("test.follow", requires=EFFECT)
def follow(*, actor, entry):
    """What only ever happens inside another act."""


@door.effect
def rewrite():
    """A write that its act's entry covers."""
    return "written"


@act("test.both", requires="case.work", on="place")
def both(*, actor, entry, place):
    """An act with two effects."""
    follow(actor=actor)
    return rewrite()


# The lists of acts that the house's own tests read are not to know these.
for name in ("test.note", "test.follow", "test.both"):
    door.ACTS.pop(name, None)
