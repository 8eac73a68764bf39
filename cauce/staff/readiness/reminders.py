"""Which reminders a post's people are due: an agreement that ends soon, one's own self-care check.

Subjects say nothing; each has a key, so that a reminder found twice is sent once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cauce.content.loader import Edition, parameter_on
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Post

from .facts import Known, ends_on
from .models import Agreement

SUBJECT = "Un pendiente de su consulado / A task of your post"
CARE = "Un momento para usted / A moment for you"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message to one user; ``key`` makes it unique."""

    key: str
    recipient: str
    subject: str
    body: str


def alert_from(edition: Edition, agreement: Agreement) -> dt.date:
    """The first day on which an agreement warns: its own days before, or agreement-alert's."""
    end = ends_on(edition, agreement)
    days = agreement.alert_days
    if days is None:
        days = int(parameter_on(edition, "agreement-alert", agreement.written_at.date()).value)
    return end - dt.timedelta(days=days)


def reminders_of(edition: Edition, post: Post, known: Known, at: dt.datetime) -> tuple[Reminder, ...]:
    """Every reminder whose day has come, whether it was sent before or not."""
    day, found = day_at(post, at), []
    heads = [m.user for m in known.members if m.role in ("head_of_post", "protection_consul")]
    for one in known.live:
        if alert_from(edition, one) <= day:
            body = (
                f"Un acuerdo de coordinación vence el {ends_on(edition, one).isoformat()}. / "
                f"An agreement of coordination ends on {ends_on(edition, one).isoformat()}."
            )
            found += [
                Reminder(f"agreement:{one.id}:{user}", user, SUBJECT, body) for user in sorted(set(heads))
            ]
    # A post that has not begun owes nobody a reminder yet.
    if "post.adopted_on" in known.facts:
        found += [
            Reminder(
                f"self-care:{user}:{due.isoformat()}",
                user,
                CARE,
                "La prueba de autocuidado está a su disposición; sus respuestas no se guardan. / "
                "The self-care check is there for you; your answers are not kept.",
            )
            for user, due in sorted(known.care_due.items())
            if due <= day
        ]
    return tuple(found)
