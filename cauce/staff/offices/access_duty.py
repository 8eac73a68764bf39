"""The only look-ups of the duty roster: its turns, what they leave open, and whom a call goes to."""

from __future__ import annotations

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cauce.custody.journal.door import check_may
from cauce.custody.journal.look_up import look_up
from cauce.rules.permissions import Actor, Scope
from cauce.staff.offices.rules import Rung, Trouble, Turn, chain, on_duty, troubles

from . import access
from .models import Assignment, DutyTurn, Post

ANSWERING = ("protection_officer", "protection_consul", "head_of_post")


def as_rule(row: DutyTurn) -> Turn:
    """The row as the rules read it."""
    return Turn(row.starts_at, row.ends_at, str(row.first_id), str(row.second_id) if row.second_id else "")


def _rows(post_code: str, since: dt.datetime, until: dt.datetime) -> QuerySet[DutyTurn]:
    rows = DutyTurn.objects.filter(post_id=post_code, gone_at=None)
    return rows.filter(ends_at__gt=since, starts_at__lt=until).order_by("starts_at", "made_at")


def turns(actor: Actor, post_code: str, since: dt.datetime, until: dt.datetime) -> list[DutyTurn]:
    """The turns of a post between two instants, in order. Raises ``Absent``."""
    check_may(actor, "duty.see", Scope(post=post_code))
    return list(_rows(post_code, since, until).select_related("post", "first", "second"))


def turn_for(actor: Actor, turn_id: UUID | str) -> DutyTurn:
    """One turn that holds. Raises ``Absent``."""
    return look_up(
        DutyTurn.objects.select_related("post").filter(gone_at=None), actor, turn_id, "duty.see", "duty"
    )


def uncovered(post_code: str, since: dt.datetime, until: dt.datetime) -> tuple[Trouble, ...]:
    """Where nobody of the roster answers, or two are first, between two instants."""
    return troubles(_held(post_code, since, until), since, until)


def _held(post_code: str, since: dt.datetime, until: dt.datetime) -> list[Turn]:
    """Turns as they hold: whoever left the service, or may not answer at this post any more, answers
    no call, and from that instant on their turn is a hole."""
    roles: dict[UUID, list[Assignment]] = {}
    rows = Assignment.objects.filter(
        post_id=post_code, role__in=ANSWERING, user__is_active=True
    ).select_related("post")
    for role in rows:
        roles.setdefault(role.user_id, []).append(role)
    found = []
    for row in _rows(post_code, since, until):
        turn, mine = as_rule(row), [roles.get(id, []) for id in (row.first_id, row.second_id) if id]
        edges = {edge for held in mine for role in held for edge in _edges(role)}
        marks = sorted({turn.start, turn.end, *(edge for edge in edges if turn.start < edge < turn.end)})
        for start, end in zip(marks, marks[1:], strict=False):
            here, there = (_may(roles.get(id, []), start) for id in (row.first_id, row.second_id))
            second = turn.second if there else ""
            if here or second:
                found.append(Turn(start, end, turn.first if here else second, second if here else ""))
    return found


def _may(roles: list[Assignment], at: dt.datetime) -> bool:
    return any(access.holds(role, at) for role in roles)


def _edges(role: Assignment) -> list[dt.datetime]:
    """When a role at a post begins and ends to hold, as instants."""
    days = [role.starts_on, role.ends_on + dt.timedelta(days=1) if role.ends_on else None]
    place = ZoneInfo(role.post.time_zone) if role.post else dt.UTC
    found = [dt.datetime.combine(day, dt.time(), place).astimezone(dt.UTC) for day in days if day]
    return [*found, role.ended_at] if role.ended_at else found


def held_between(post_code: str, since: dt.datetime, until: dt.datetime) -> list[Turn]:
    """The turns of a post as they hold between two instants, in order: who really answers."""
    return sorted(_held(post_code, since, until), key=lambda one: (one.start, one.first))


def answering(post: Post, at: dt.datetime) -> tuple[Turn, ...]:
    """Who answers at a post at this instant, whoever began last first. Empty: a hole."""
    return on_duty(_held(post.code, at, at + dt.timedelta(microseconds=1)), at)


def rungs(post: Post, at: dt.datetime) -> tuple[Rung, ...]:
    """Whom an urgent call of a post goes to at this instant, one step after another; never nobody
    while anybody of the network may answer."""
    heads = [str(one.id) for one in access.staff(post.code, "head_of_post")]
    near = access.second_elsewhere(post.code, *ANSWERING, without=())
    neighbours = [str(one.id) for one in near[1]] if near else []
    centre = [str(one.id) for one in access.holders("headquarters", at=at)]
    others = [str(one.id) for one in access.staff(post.code, *ANSWERING)]
    return chain(answering(post, at), heads, neighbours, centre, others)


def neighbour_of(post: Post) -> Post | None:
    """The post whose people a call goes to before headquarters; None: there is none."""
    near = access.second_elsewhere(post.code, *ANSWERING, without=())
    return near[0] if near else None


def morning(post: Post, at: dt.datetime) -> dt.datetime:
    """When the day of a post began: a hole that is open now has one name all day."""
    local = at.astimezone(ZoneInfo(post.time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(dt.UTC)


def to_warn(at: dt.datetime, days: int) -> list[tuple[Post, tuple[Trouble, ...]]]:
    """Posts with a roster and what it leaves open in the days to come, where there is something.

    A post that never wrote a turn is not told that all of it is a hole: its page says so.
    """
    codes = DutyTurn.objects.values("post_id").distinct()
    found = []
    for post in Post.objects.filter(code__in=codes).order_by("code"):
        open_ = uncovered(post.code, morning(post, at), at + dt.timedelta(days=days))
        coming = tuple(one for one in open_ if one.end > at)
        if coming:
            found.append((post, coming))
    return found


def hole_key(post: Post, one: Trouble) -> str:
    """How the notice of a hole begins: each is told once, one that lasts is told once a day."""
    return f"duty-hole:{post.code}:{one.start:%Y%m%d%H%M}"


def may_answer(post_code: str) -> list[tuple[str, str]]:
    """Who may be put on duty at a post: id and name."""
    return [(str(one.id), one.display_name) for one in access.staff(post_code, *ANSWERING)]


def starts_of(user_id: str, until: dt.datetime, since: dt.datetime) -> list[dt.datetime]:
    """When turns of somebody begin between two instants, for their calendar: instants alone."""
    rows = DutyTurn.objects.filter(
        Q(first_id=user_id) | Q(second_id=user_id), gone_at=None, starts_at__range=(since, until)
    )
    return list(rows.order_by("starts_at").values_list("starts_at", flat=True))
