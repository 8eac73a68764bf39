"""What is due about the readiness of a post: days pass, people come and go, agreements end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.readiness import drift
from cauce.staff.readiness.actions import look_again, remind


def posts_looked_at(at: dt.datetime, each: Each) -> int:
    """Days pass and people come and go: the obligations of posts follow."""

    def look(post: Any) -> int:
        look_again(actor=SYSTEM, post=post, at=at)
        return 1

    return each(drift.to_look_at(at), look)


def posts_reminded(at: dt.datetime, each: Each) -> int:
    """Tell of agreements that end soon, and of the self-care check; each once."""
    due = {post: reminders for post, reminders in drift.to_remind(at)}
    sent = notices.already_made(one.key for reminders in due.values() for one in reminders)

    def tell(post: Any) -> int:
        new = tuple(one for one in due[post] if one.key not in sent)
        return remind(actor=SYSTEM, post=post, reminders=new, at=at) if new else 0

    return each(due, tell)
