"""The only look-ups of coincidences: protection of the post, and whoever decides there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from cauce.custody.journal.door import Absent, check_may
from cauce.custody.journal.look_up import look_up
from cauce.rules.permissions import Actor, Scope, permits, posts_with

from .models import LinkKey, LinkNotice, LinkQuery

ASK, DECIDE = "links.ask", "links.approve"


@dataclass(frozen=True, slots=True)
class Notice:
    """What protection may know: which field, how many, whether they are minors. No value, no turn."""

    id: UUID
    field: str
    count: int
    minor: bool
    raised_at: dt.datetime
    answered: bool


def posts_of(actor: Actor) -> list[str]:
    """Codes of the posts where the actor asks or decides. Raises ``Absent`` when there is none."""
    found = sorted({*posts_with(actor, ASK), *posts_with(actor, DECIDE)})
    if not found:
        check_may(actor, ASK)
        raise Absent()
    return found


def notices(actor: Actor, post_code: str, today: dt.date) -> list[Notice]:
    """Coincidences of a post that have not expired, newest first; none for who only decides."""
    if not permits(actor, ASK, Scope(post=post_code)).allowed:
        return []
    rows = LinkNotice.objects.filter(post_id=post_code, expires_on__gt=today)
    return [
        Notice(row.id, row.key.purpose, row.count, row.minor, row.raised_at, row.answered_at is not None)
        for row in rows.select_related("key").order_by("-raised_at")
    ]


def queries(actor: Actor, post_code: str, today: dt.date) -> list[LinkQuery]:
    """Queries of a post that have not expired, newest first."""
    posts_of(actor)
    return list(LinkQuery.objects.filter(post_id=post_code, expires_on__gt=today).order_by("-asked_at"))


def undecided(actor: Actor, post_code: str, today: dt.date) -> QuerySet[LinkQuery] | None:
    """The queries of a post that wait for this person, to be counted: nobody decides what they asked for
    themselves. None for whoever may not decide."""
    if not permits(actor, DECIDE, Scope(post=post_code)).allowed:
        return None
    rows = LinkQuery.objects.filter(post_id=post_code, expires_on__gt=today, state="asked")
    return rows.exclude(asked_by=actor.user)


def notice_for(actor: Actor, notice_id: UUID | str) -> LinkNotice:
    """One coincidence, for protection of its post. Raises ``Absent``."""
    return _one(actor, LinkNotice, "link_notice", notice_id, ASK)


def query_for(actor: Actor, query_id: UUID | str) -> LinkQuery:
    """One query, for whoever decides at its post. Raises ``Absent``."""
    return _one(actor, LinkQuery, "link_query", query_id, DECIDE)


def _one(actor: Actor, table, kind: str, id: UUID | str, permission: str):
    return look_up(table.objects.select_related("post", "key"), actor, id, permission, kind)


def any_over(today: dt.date) -> bool:
    """Whether anything of coincidences has expired and still has to go."""
    return (
        LinkKey.objects.filter(ends_on__lte=today).exists()
        or LinkNotice.objects.filter(expires_on__lte=today).exists()
        or LinkQuery.objects.filter(expires_on__lte=today).exists()
    )
