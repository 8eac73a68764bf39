"""Somebody who is not of that place looks into it, asks, and says how it ends."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rights.complaints import access
from cauce.rights.complaints import rules as rules
from cauce.rights.complaints.models import Complaint
from cauce.rights.complaints.sealing import mark_of
from cauce.rules.permissions import Actor

from ._shared import add_word

bad_input = BadInputs(__file__)

NAMED = ("officer", "interpreter", "provider")


@act("complaint.step", requires="complaint.review", on="complaint")
def step(
    *, actor: Actor, entry: Entry, complaint: Complaint, to: str, code: str, text: str, at: dt.datetime
) -> None:
    """Take it one step further and tell her so: a coded sentence, and a text of one's own if any.

    Raises ``Absent`` for whoever is named or of the post, ``BadInput`` for a step that does not
    follow or an end without its reason.
    """
    access.check_reviewer(actor, complaint)
    if to not in rules.NEXT.get(complaint.state, ()):
        raise bad_input("step_does_not_fit_its_current_status", where="to")
    if code not in rules.SAYS[to]:
        raise unknown("frases", "sentences", code, rules.SAYS[to], "code")
    if to in rules.ENDED and not text.strip():
        raise bad_input("say_why_it_ended_this_way", where="text")
    add_word(complaint, side="house", code=code, text=text, by=actor.user, at=at)
    complaint.acknowledged_at = complaint.acknowledged_at or at
    if code not in ("read", "looking"):
        complaint.answered_at = complaint.answered_at or at
    complaint.state = to
    complaint.ended_at = at if to in rules.ENDED else None
    complaint.save(update_fields=["state", "acknowledged_at", "answered_at", "ended_at"])
    entry.about("complaint", complaint.id)
    entry.detail(to=to)


@act("complaint.name", requires="complaint.review", on="complaint")
def name(*, actor: Actor, entry: Entry, complaint: Complaint, kind: str, typed: str) -> None:
    """Say whom it is about: from then on that person, and every post of theirs, never see it.

    Raises ``Absent`` for whoever is named or of the post, ``Unknown`` and ``BadInput``.
    """
    access.check_reviewer(actor, complaint)
    if kind not in NAMED:
        raise unknown("sobre quién", "about whom", kind, NAMED, "kind")
    found = access.named_as(kind, typed)
    if found is None:
        raise bad_input("there_is_nobody_with_that_name", where="typed")
    complaint.mark = mark_of(kind, found["who"])
    complaint.named = Complaint.named.seal(complaint, found)
    complaint.save(update_fields=["mark", "named"])
    entry.about("complaint", complaint.id)
    entry.detail(kind=kind)
