"""The outreach calendar: planned, held, called off. Only counts are kept."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..models import Outreach
from ._shared import check_code, check_past, did, finish, moment

bad_input = BadInputs(__file__)


@act("outreach.plan", requires="readiness.work", on="post")
def plan_outreach(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    kind: str,
    place: str,
    planned_on: dt.date,
    message: str,
    at: dt.datetime,
) -> Outreach:
    """Put an event in the calendar with the message that will be handed out or said."""
    row = Outreach.objects.create(
        post=post,
        kind=check_code("outreach_kinds", kind, "kind"),
        place=place.strip(),
        planned_on=planned_on,
        message=message.strip(),
        written_by=actor.user,
        written_at=at,
    )
    entry.about("outreach", row.id, post=post.code)
    finish(post, at)
    return row


def _check_waiting(outreach: Outreach) -> None:
    if outreach.held_on or outreach.called_off_on:
        raise bad_input("that_event_was_noted_already")


@act("outreach.hold", requires="readiness.work", on="outreach")
def hold_outreach(
    *,
    actor: Actor,
    entry: Entry,
    outreach: Outreach,
    held_on: dt.date,
    at: dt.datetime,
    contacts: int | None = None,
    conversations: int | None = None,
) -> None:
    """The event took place; how many people it reached (None: nobody counted)."""
    check_past(outreach.post, held_on, at, "held_on")
    _check_waiting(outreach)
    Outreach.objects.filter(id=outreach.id).update(
        held_on=held_on, contacts=contacts, conversations=conversations
    )
    did(outreach.post, "outreach_held", moment(outreach.post, held_on, at), actor, at)
    entry.about("outreach", outreach.id, post=outreach.post_id)
    finish(outreach.post, at)


@act("outreach.call_off", requires="readiness.work", on="outreach")
def call_off_outreach(
    *, actor: Actor, entry: Entry, outreach: Outreach, on: dt.date, at: dt.datetime
) -> None:
    """The event will not take place."""
    _check_waiting(outreach)
    Outreach.objects.filter(id=outreach.id).update(called_off_on=on)
    entry.about("outreach", outreach.id, post=outreach.post_id)
    finish(outreach.post, at)
