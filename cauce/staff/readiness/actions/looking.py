"""What the program does by itself: look again at a post, and remind of a date that comes."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue
from cauce.staff.offices.models import Post

from ..reminders import Reminder
from ._replan import replan


@act("readiness.look_again", requires="system.run", on="post")
def look_again(*, actor: Actor, entry: Entry, post: Post, at: dt.datetime) -> None:
    """Make the rows of a post follow the rules again: days passed, or somebody came or left."""
    entry.about("post", post.code)
    replan(post, at)


@act("readiness.remind", requires="system.run", on="post")
def remind(
    *, actor: Actor, entry: Entry, post: Post, reminders: tuple[Reminder, ...], at: dt.datetime
) -> int:
    """Queue reminders for people of one post; one that was queued before is not queued again."""
    entry.about("post", post.code)
    return sum(
        queue(key=one.key, recipient=one.recipient, about=None, subject=one.subject, body=one.body, at=at)
        for one in reminders
    )
