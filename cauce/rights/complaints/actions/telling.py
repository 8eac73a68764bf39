"""Who is told that something waits: neutral words, and never anybody whom it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cauce.custody.journal.door import Entry, act, effect
from cauce.rights.complaints import access
from cauce.rights.complaints.models import Complaint
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_folded

# The words of any other matter to review: whoever stands in for somebody away reads them too.
SUBJECT = "Por revisar / To review"
BODY = "Hay algo por revisar. / Something waits for your review."
NOBODY = (
    "Falta una persona con la función de control interno. / Somebody with the role of internal control"
    " is missing."
)
# Anybody may send any number of them: each is on the list, and one line a day says so; what is urgent
# stands before it, in one line an hour.
A_DAY, SOON = dt.timedelta(days=1), dt.timedelta(hours=1)


@effect
def tell(one: Complaint, key: str, at: dt.datetime, *, urgent: bool = False) -> int:
    """Put a neutral line before each who may read it; where nobody may, before those who give roles.

    ``key`` begins the key of each message. How many were told; the key is kept though it is nobody.
    """
    people, body = access.readers(one), BODY
    if not people:
        people, body = access.keepers(one), NOBODY
    for who in [str(user.id) for user in people] or ["nobody"]:
        queue_folded(
            key=f"{key}:{who}",
            like="complaint_",
            within=SOON if urgent else A_DAY,
            recipient=who,
            subject=SUBJECT,
            body=body,
            at=at,
            urgent=urgent,
        )
    return len(people)


@act("complaint.chase", requires="complaint.chase", on="complaint")
def chase(*, actor: Actor, entry: Entry, complaint: Complaint, key: str, at: dt.datetime) -> None:
    """A date of it passed: those who look into it are told, once for each key."""
    told = tell(complaint, key, at, urgent=complaint.category in access.rules.URGENT)
    entry.about("complaint", complaint.id)
    entry.detail(told=told)


@act("complaint.signal", requires="complaint.chase")
def signal(*, actor: Actor, entry: Entry, group: Sequence[Complaint], key: str, at: dt.datetime) -> None:
    """Several complaints name the same provider or interpreter: whoever may read one of them is told
    to look. Nothing else follows by itself."""
    last = group[-1]
    tell(last, key, at)
    entry.about("complaint", last.id)
    entry.detail(together=len(group))
