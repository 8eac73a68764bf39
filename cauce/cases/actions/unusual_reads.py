"""What follows when somebody opens more records than the work explains: others are told, the work goes on."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs
from cauce.custody.journal import read_limits
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

bad_input = BadInputs(__file__)

MOST_A_DAY = 3
REASONS = ("handover", "review", "many_people", "other")


@act("pace.alert", requires="system.run")
def alert(
    *, actor: Actor, entry: Entry, who: str, post: str | None, why: str, key: str, at: dt.datetime
) -> int:
    """Tell the head of the person's post and the auditors, once; how many were told."""
    heads = offices.staff(post, "head_of_post") if post else []
    told = queue_each(
        [user for user in (*heads, *offices.staff(None, "auditor")) if str(user.id) != who],
        key=key,
        about=None,
        at=at,
        subject="Una cuenta por revisar / An account to review",
        body="Una cuenta abrió más páginas que de costumbre. Hable con quien la usa. / "
        "An account opened more pages than usual. Talk to whoever uses it.",
    )
    entry.about("user", who, post=post)
    entry.detail(why=why, told=told)
    return told


@act("pace.extend", requires="self")
def extend(*, actor: Actor, entry: Entry, reason: str, at: dt.datetime) -> None:
    """Say why more records are needed now; three times a day at most. Raises ``BadInput``."""
    if reason not in REASONS:
        raise bad_input("say_what_for", where="reason")
    if read_limits.extensions(actor, at) >= MOST_A_DAY:
        raise bad_input("you_have_already_extended_it_three_times")
    entry.about("user", actor.user, post=min(actor.posts, default=None))
    entry.detail(reason=reason)
