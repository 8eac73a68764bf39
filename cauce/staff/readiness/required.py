"""The rows that a post must have, and how ready each action stands when somebody reads it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid5

from cauce.content.loader import Edition, parameter_on
from cauce.rules.pathway import Obligation as Planned
from cauce.rules.pathway import plan
from cauce.staff.obligations.models import Obligation
from cauce.staff.obligations.rows import row_of
from cauce.staff.offices.models import Post

from .facts import Known

KIND = "post"
_SPACE = UUID("6f0d3a52-6a0e-4e0c-8d57-5d1f4f1f0c31")
# ready: done and not due soon · soon: due within the alert · missing: not done yet, its day to come
READY, SOON, OVERDUE, MISSING = "ready", "soon", "overdue", "missing"
STANDINGS = (OVERDUE, SOON, MISSING, READY)


def subject_of(code: str) -> UUID:
    """The id under which the obligations of a post are kept: always the same for its code."""
    return uuid5(_SPACE, code)


def planned_of(edition: Edition, post: Post, known: Known, at: dt.datetime) -> tuple[Planned, ...]:
    """What the Protocol requires of the post itself, with reasons."""
    return plan(edition, known.facts, known.acts, at, post.code, "post")


def rows_of(edition: Edition, post: Post, known: Known, at: dt.datetime) -> list[Obligation]:
    """The rows of a post at an instant; none until it has adopted the Protocol: no clock runs."""
    if "post.adopted_on" not in known.facts:
        return []
    return [
        row_of(item, KIND, subject_of(post.code), post.code, item.urgent)
        for item in planned_of(edition, post, known, at)
        if item.state != "not_required"
    ]


def alert_days(edition: Edition, action: str, on: dt.date) -> int:
    """How many days before its date an action is «soon»."""
    name = "agreement-alert" if action == "P1-03" else "readiness-alert"
    return int(parameter_on(edition, name, on).value)


def standing(state: str, due: dt.datetime | None, met: dt.datetime | None, at: dt.datetime, days: int) -> str:
    """One of ``STANDINGS``, from a planned obligation or from its stored row."""
    if state in ("met", "declined", "waived"):
        return READY
    if due is not None and due < at:
        return OVERDUE
    if due is not None and due <= at + dt.timedelta(days=days):
        return SOON
    return READY if met is not None else MISSING
