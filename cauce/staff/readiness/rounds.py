"""What is due about the readiness of a post: days pass, people come and go, agreements end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices
from cauce.staff.readiness import drift
from cauce.staff.readiness.actions import look_again, remind


def posts_followed(at: dt.datetime, each: Each) -> dict[str, int]:
    """Days pass and people come and go: the obligations of posts follow; then what comes is told. All posts
    are read once, and once more where something followed."""

    def look(post: Any) -> int:
        look_again(actor=SYSTEM, post=post, at=at)
        return 1

    read = drift.read(at)
    wrong = drift.to_look_at(read, at)
    looked = each(wrong, look)
    return {
        "posts_looked_at": looked,
        "posts_reminded": _reminded(drift.read(at) if wrong else read, at, each),
    }


def _reminded(read: drift.Read, at: dt.datetime, each: Each) -> int:
    """Tell of agreements that end soon, and of the self-care check; each once."""
    due = {post: reminders for post, reminders in drift.to_remind(read, at)}
    sent = notices.already_made(one.key for reminders in due.values() for one in reminders)

    def tell(post: Any) -> int:
        new = tuple(one for one in due[post] if one.key not in sent)
        return remind(actor=SYSTEM, post=post, reminders=new, at=at) if new else 0

    return each(due, tell)
