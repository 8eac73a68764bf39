"""From the rows of posts to what the rules read: facts and acts, for one post or for all at once.

What several rows make together (agreements, trainings, self-care) becomes one date: the first on
which something is due. See docs/decisions/0014-readiness-of-posts.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cauce.content.loader import Edition
from cauce.rules import dates
from cauce.rules.pathway import Act
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Assignment, Post

from .models import Agreement, FocalPoint, PostAct, SelfCare, Training

# Whoever works at a post; partners and the network are not its staff.
STAFF = ("window_officer", "protection_officer", "protection_consul", "head_of_post")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in one role at a post: trained until when (None: never), since when they are there."""

    user: str
    role: str
    since: dt.date
    trained_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Known:
    """All that the rules read of one post, and what the pages say of its people as counts."""

    facts: dict[str, Any]
    acts: tuple[Act, ...]
    members: tuple[Member, ...] = ()
    care_due: dict[str, dt.date] = field(default_factory=dict)  # by user, when to offer it again
    cared: frozenset[str] = frozenset()  # who attended to it before, here or elsewhere
    focal: FocalPoint | None = None
    live: tuple[Agreement, ...] = ()

    @property
    def last(self) -> dict[str, dt.datetime]:
        """The latest instant of each act."""
        found: dict[str, dt.datetime] = {}
        for act in self.acts:
            found[act.name] = max(act.at, found.get(act.name, act.at))
        return found


def after(edition: Edition, parameter: str, day: dt.date) -> dt.date:
    """The day plus the amount of a parameter in days, months or years, as in force that day (or
    at its first value, for a day before it)."""
    rule = edition.parameters[parameter]
    value = [v.value for v in rule.values if v.in_force_from <= day] or [rule.values[0].value]
    match rule.unit:
        case "years":
            return dates.add_months(day, 12 * value[-1])
        case "months":
            return dates.add_months(day, value[-1])
    return day + dt.timedelta(days=value[-1])


def ends_on(edition: Edition, agreement: Agreement) -> dt.date:
    """When an agreement ends; one that names no date is looked at again after agreement-renewal."""
    return agreement.expires_on or after(edition, "agreement-renewal", agreement.signed_on)


def trained_until(edition: Edition, training: Training) -> dt.date:
    """The last day on which a training counts."""
    return training.expires_on or after(edition, "training-refresh", training.trained_on)


def known_of(edition: Edition, posts: Sequence[Post], at: dt.datetime) -> dict[str, Known]:
    """What is known of each post at an instant, by its code, in a fixed number of queries."""
    codes = [post.code for post in posts]
    days = {post.code: day_at(post, at) for post in posts}
    acts = _grouped(PostAct.objects.filter(post_id__in=codes, happened_at__lte=at))
    agreements = _grouped(
        Agreement.objects.filter(post_id__in=codes)
        .select_related("renewed_by")
        .order_by("signed_on", "written_at")
    )
    focal = {
        row.post_id: row
        for row in FocalPoint.objects.filter(post_id__in=codes, ended_on=None).select_related(
            "user", "deputy"
        )
    }
    staff = _staff(codes, days)
    users = {row.user_id for rows in staff.values() for row in rows}
    trainings, cared = _trainings(edition, users), _cared(users)
    return {
        post.code: _known(
            edition,
            days[post.code],
            _Written(
                post,
                acts.get(post.code, []),
                agreements.get(post.code, []),
                focal.get(post.code),
                staff.get(post.code, []),
            ),
            trainings,
            cared,
        )
        for post in posts
    }


def _grouped(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.post_id, []).append(row)
    return found


def _staff(codes: Sequence[str], days: dict[str, dt.date]) -> dict[str, list[Assignment]]:
    rows = Assignment.objects.filter(post_id__in=codes, role__in=STAFF, user__is_active=True)
    found: dict[str, list[Assignment]] = {}
    for row in rows.order_by("id"):
        day = days[row.post_id]
        if row.starts_on <= day <= (row.ends_on or dt.date.max):
            found.setdefault(row.post_id, []).append(row)
    return found


def _trainings(edition: Edition, users: set[Any]) -> dict[tuple[Any, str], dt.date]:
    found: dict[tuple[Any, str], dt.date] = {}
    for row in Training.objects.filter(user_id__in=users):
        key, until = (row.user_id, row.role), trained_until(edition, row)
        found[key] = max(until, found.get(key, until))
    return found


def _cared(users: set[Any]) -> dict[Any, dt.date]:
    found: dict[Any, dt.date] = {}
    for user, on in SelfCare.objects.filter(user_id__in=users).values_list("user_id", "on"):
        found[user] = max(on, found.get(user, on))
    return found


@dataclass(frozen=True)
class _Written:
    """The rows of one post."""

    post: Post
    acts: list[PostAct]
    agreements: list[Agreement]
    focal: FocalPoint | None
    staff: list[Assignment]


def _known(edition: Edition, day: dt.date, written: _Written, trainings: dict, cared: dict) -> Known:
    members = tuple(
        Member(str(row.user_id), row.role, row.starts_on, trainings.get((row.user_id, row.role)))
        for row in written.staff
    )
    care: dict[str, dt.date] = {}
    for row in written.staff:
        since = cared.get(row.user_id) or row.starts_on
        due = after(edition, "self-care-quarterly", since)
        care[str(row.user_id)] = max(due, care.get(str(row.user_id), due))
    live = tuple(a for a in written.agreements if _is_live(a, day))
    found = Known(
        {},
        tuple(Act(row.name, row.happened_at) for row in written.acts),
        members,
        care,
        frozenset(user for user in care if UUID(user) in cared),
        written.focal,
        live,
    )
    found.facts.update(_facts(edition, found, written.agreements, written.post))
    return found


def _is_live(agreement: Agreement, day: dt.date) -> bool:
    over = agreement.ended_on is not None and agreement.ended_on <= day
    return not over and not hasattr(agreement, "renewed_by")


def _facts(edition: Edition, known: Known, agreements: list[Agreement], post: Post) -> dict[str, dt.date]:
    last = known.last
    found = {
        fact: day_at(post, last[act])
        for fact, act in (
            ("post.adopted_on", "protocol_adopted"),
            ("post.context_reviewed_on", "context_reviewed"),
            ("post.directory_reviewed_on", "directory_reviewed"),
            ("post.focal_point_named_on", "focal_point_named"),
            ("post.outreach_held_on", "outreach_held"),
        )
        if act in last
    }
    # Until something was whole once, the period of setting up counts.
    if "agreement_signed" in last and agreements:
        found["post.agreement_due_on"] = agreement_due(edition, known, agreements)
    if "staff_trained" in last and known.members:
        found["post.training_due_on"] = training_due(known)
    if "self_care_completed" in last and known.care_due:
        found["post.self_care_due_on"] = min(known.care_due.values())
    return found


def agreement_due(edition: Edition, known: Known, agreements: Sequence[Agreement]) -> dt.date:
    """When the first live agreement ends; when none is left, the day the last one was ended."""
    if known.live:
        return min(ends_on(edition, one) for one in known.live)
    return max(one.ended_on for one in agreements if one.ended_on is not None)


def training_due(known: Known) -> dt.date:
    """The first day on which somebody's training lapses; who was never trained: the day they came."""
    return min(one.trained_until or one.since for one in known.members)


def is_whole(known: Known, edition: Edition, day: dt.date) -> dict[str, bool]:
    """Whether each act that is made of several rows holds for everybody and everything that day."""
    return {
        "agreement_signed": bool(known.live) and min(ends_on(edition, one) for one in known.live) >= day,
        "staff_trained": bool(known.members)
        and all(one.trained_until and one.trained_until >= day for one in known.members),
        "self_care_completed": bool(known.care_due)
        and known.cared == known.care_due.keys()
        and min(known.care_due.values()) >= day,
    }
