"""The only look-ups of emergency openings: which one lets somebody read now, and who may not open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from cauce.content.errors import CauceError
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.models import Entry
from cauce.rules.permissions import Actor, permits

from .models import GlassOpening

# How many wrong folios a day is this house's choice.
MINUTES = 60
WINDOW = dt.timedelta(days=30)
MOST_IN_WINDOW = 3
REVIEW_WITHIN = dt.timedelta(hours=72)
WRONG_A_DAY = 10
MOST = 200


class Blocked(CauceError):
    """This person may open nothing more for now; ``why`` is a code."""

    id = "glass_blocked"

    def __init__(self, why: str) -> None:
        self.why = why
        es, en = WHY[why]
        super().__init__(
            es,
            en,
            cure_es=(
                "Si alguien corre peligro, llame ya a la guardia de ese consulado o al 911: la seguridad "
                "no espera a esta página."
            ),
            cure_en="If somebody is in danger, call that post's duty officer or 911 now: "
            "safety does not wait for this page.",
        )


WHY = {
    "third": (
        "Usted ya abrió tres expedientes en emergencia en 30 días.",
        "You have opened three records in an emergency within 30 days.",
    ),
    "unreviewed": (
        "Una apertura suya lleva más de 72 horas sin revisarse; pida que la revisen.",
        "An opening of yours has waited over 72 hours for its review; ask for it.",
    ),
    "not_right": (
        "Se revisó una apertura suya de los últimos 30 días y no estuvo bien.",
        "An opening of yours in the last 30 days was reviewed and found not right.",
    ),
    "wrong": (
        "Hoy se escribieron demasiados folios que no abren nada.",
        "Too many folios that open nothing were typed today.",
    ),
}


def blocked(user: str, at: dt.datetime) -> str:
    """Why this person may open nothing more now, as a code; '' when they may."""
    mine = GlassOpening.objects.filter(opened_by=user)
    recent = mine.filter(opened_at__gt=at - WINDOW)
    if recent.filter(finding="not_right").exists():
        return "not_right"
    if mine.filter(reviewed_at=None, opened_at__lte=at - REVIEW_WITHIN).exists():
        return "unreviewed"
    if recent.count() >= MOST_IN_WINDOW:
        return "third"
    wrong = Entry.objects.filter(
        kind="refused", what="glass.find", actor=user, at__gt=at - dt.timedelta(days=1)
    )
    return "wrong" if wrong.count() >= WRONG_A_DAY else ""


def check_not_blocked(actor: Actor, at: dt.datetime) -> None:
    """Raise ``Absent`` for whoever never opens, ``Blocked`` (written down) for who may not now."""
    check_may(actor, "glass.open")
    why = blocked(actor.user, at)
    if why:
        record_refusal(actor, "glass.open", about=("user", actor.user), blocked=why)
        raise Blocked(why)


def _live(actor: Actor, opening_id: UUID | str, at: dt.datetime) -> GlassOpening | None:
    row = GlassOpening.objects.select_related("post").filter(id=opening_id).first()
    if row is None or row.opened_by != actor.user or row.closed_at is not None:
        return None
    if not row.opened_at <= at < row.ends_at or row.finding == "not_right":
        return None
    return row if permits(actor, "glass.open").allowed else None


def with_opening(actor: Actor, opening_id: UUID | str, at: dt.datetime) -> Actor:
    """The actor as they are at the pages of one opening of theirs: able to read that one case.

    The same actor when it is not theirs, has ended, or they lost the role meanwhile.
    """
    row = _live(actor, opening_id, at)
    if row is None:
        return actor
    opened = frozenset({str(row.case_id), str(row.person_id)})
    return replace(actor, opened=opened, glass=str(row.id))


def opening_for(actor: Actor, opening_id: UUID | str, at: dt.datetime) -> GlassOpening:
    """An opening of the actor's that still lasts. Raises ``Absent`` (written down)."""
    row = _live(actor, as_id(opening_id), at)
    if row is None:
        record_refusal(actor, "glass.read", about=("glass", opening_id))
        raise Absent()
    return row


def mine(actor: Actor, at: dt.datetime) -> list[GlassOpening]:
    """The actor's own openings of the last 30 days, newest first."""
    check_may(actor, "glass.open")
    rows = GlassOpening.objects.filter(opened_by=actor.user, opened_at__gt=at - WINDOW)
    return list(rows.select_related("post").order_by("-opened_at"))


@dataclass(frozen=True)
class Review:
    """An opening as whoever reviews reads it; ``reason`` None: its key was destroyed."""

    row: GlassOpening
    reason: str | None
    answer: str | None
    may_review: bool
    late: bool
    read: tuple[str, ...]  # what was read under it, as the journal names it


def _read_under(row: GlassOpening) -> tuple[str, ...]:
    rows = Entry.objects.filter(
        kind="read", actor=row.opened_by, at__gte=row.opened_at, at__lte=row.ends_at
    ).order_by("id")
    return tuple(e.what for e in rows if e.detail.get("glass") == str(row.id))


def may_review(actor: Actor, row: GlassOpening) -> bool:
    """Whether this person could be the second of the two."""
    return actor.user != row.opened_by and permits(actor, "glass.review", row.scope).allowed


def reviews(actor: Actor) -> list[GlassOpening]:
    """Openings that the actor may see, those that wait first, the oldest of them first.

    Codes and dates only: what was written opens one by one. Raises ``Absent``.
    """
    check_may(actor, "glass.see")
    rows = GlassOpening.objects.select_related("post").order_by("-opened_at")[:MOST]
    seen = [row for row in rows if permits(actor, "glass.see", row.scope).allowed]
    with transaction.atomic():
        record_read(actor, "glass.list", about=("glass", ""), post=None, rows=len(seen))
    waiting = [row for row in reversed(seen) if row.reviewed_at is None]
    return waiting + [row for row in seen if row.reviewed_at is not None]


def review_for(actor: Actor, opening_id: UUID | str, at: dt.datetime) -> Review:
    """One opening with its reason and what was read under it; written down. Raises ``Absent``."""
    row = GlassOpening.objects.select_related("post").filter(id=as_id(opening_id)).first()
    if row is None or row.opened_by == actor.user:
        record_refusal(actor, "glass.see", about=("glass", opening_id))
        raise Absent()
    check_may(actor, "glass.see", row, about=("glass", row.id))
    with transaction.atomic():
        record_read(actor, "glass.see", about=("glass", row.id), post=row.post_id)
        return Review(
            row,
            GlassOpening.reason.open(row, gone=None),
            GlassOpening.answer.open(row, empty="", gone=None),
            may_review(actor, row),
            row.reviewed_at is None and at >= row.opened_at + REVIEW_WITHIN,
            _read_under(row),
        )
