"""Which posts must be looked at again: their rows are not what the rules say now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cauce.protocol.editions.access import current_edition
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

from .facts import Known, known_of
from .following import follows
from .reminders import Reminder, reminders_of
from .required import KIND, rows_of

FIELDS = ("state", "due_at", "met_at", "post_id", "urgent")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One obligation of a post whose row is not what the rules say. ``stored`` None: no row."""

    post: str
    action: str
    stored: Row | None
    planned: Row | None


def _values(row: Obligation) -> Row:
    return {name: getattr(row, name) for name in FIELDS}


def _posts(code: str | None) -> list[Post]:
    rows = Post.objects.order_by("code")
    return list(rows if code is None else rows.filter(code=code))


@dataclass(frozen=True, slots=True)
class Read:
    """Posts with what is known of each at one instant, by its code."""

    posts: list[Post]
    known: dict[str, Known]


def read(at: dt.datetime, code: str | None = None) -> Read:
    """All posts, or the one of this code, as of ``at``."""
    posts = _posts(code)
    return Read(posts, known_of(current_edition(at), posts, at))


def differences(at: dt.datetime, code: str | None = None) -> tuple[int, list[Difference]]:
    """How many posts were planned again as of ``at``, and every row that differs. Writes nothing."""
    found = read(at, code)
    return len(found.posts), _compared(found, at)


def _compared(of: Read, at: dt.datetime) -> list[Difference]:
    stored: dict[str, dict[str, Row]] = {post.code: {} for post in of.posts}
    for row in Obligation.objects.filter(subject_kind=KIND, post_id__in=stored):
        stored[row.post_id][row.action] = _values(row)
    found, edition = [], current_edition(at)
    for post in of.posts:
        rows = rows_of(edition, post, of.known[post.code], at)
        planned = {row.action: _values(row) for row in rows}
        for action in sorted(stored[post.code].keys() | planned.keys()):
            here, there = stored[post.code].get(action), planned.get(action)
            if here != there:
                found.append(Difference(post.code, action, here, there))
    return found


def to_look_at(of: Read, at: dt.datetime) -> list[Post]:
    """Posts where something follows by itself, or whose rows differ. Empty after they were looked at."""
    edition, wrong = current_edition(at), {one.post for one in _compared(of, at)}
    return [
        post
        for post in of.posts
        if post.code in wrong or follows(edition, of.known[post.code], post, day_at(post, at), at)
    ]


def to_remind(of: Read, at: dt.datetime) -> list[tuple[Post, tuple[Reminder, ...]]]:
    """Posts with reminders whose day has come, sent before or not; the outbox knows which."""
    edition = current_edition(at)
    found = [(post, reminders_of(edition, post, of.known[post.code], at)) for post in of.posts]
    return [(post, reminders) for post, reminders in found if reminders]
