"""She comes back with her code: answers what she was asked, adds something, or says how she is treated."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rights.complaints import rules as rules
from cauce.rights.complaints.models import Complaint
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at

from ._shared import add_word
from .telling import tell

bad_input = BadInputs(__file__)


@act("complaint.reply", requires="complaint.file", on="complaint")
def reply(*, actor: Actor, entry: Entry, complaint: Complaint, code: str, text: str, at: dt.datetime) -> None:
    """What she answers or adds; ``code`` '' when she only writes. Raises ``Unknown``, ``BadInput``."""
    if code and code not in rules.REPLIES:
        raise unknown("respuestas", "answers", code, rules.REPLIES, "reply")
    if not code and not text.strip():
        raise bad_input("your_answer_is_missing", where="text")
    word = add_word(complaint, side="person", code=code, text=text, by=actor.user, at=at)
    if complaint.state == "needs_answer":
        complaint.state = "in_review"
        complaint.save(update_fields=["state"])
    tell(complaint, f"complaint_word:{complaint.id}:{word.number}", at)
    entry.about("complaint", complaint.id)


@act("complaint.treated", requires="complaint.file", on="complaint")
def say_treated(*, actor: Actor, entry: Entry, complaint: Complaint, said: str, at: dt.datetime) -> None:
    """Whether anybody made her pay for it; «worse» is told at once to whoever looks into it, and stays:
    whoever knows the code may be who heard it, or who makes her take it back.

    Raises ``BadInput`` before the day from which she is asked, ``Unknown``.
    """
    if said not in rules.TREATED:
        raise unknown("respuestas", "answers", said, rules.TREATED, "treated")
    if day_at(None, at) < complaint.ask_on:
        raise bad_input("this_is_not_asked_yet", where="treated")
    if complaint.treated != "worse":
        complaint.treated = said
        complaint.save(update_fields=["treated"])
    if said == "worse":
        tell(complaint, f"complaint_worse:{complaint.id}:{day_at(None, at)}", at, urgent=True)
    entry.about("complaint", complaint.id)
