"""What follows when somebody opens more records than the work explains: others are told, the work goes on."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInput
from cauce.custody.journal import read_limits
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue
from cauce.staff.offices import access as offices

MOST_A_DAY = 3
REASONS = ("handover", "review", "many_people", "other")


@act("pace.alert", requires="system.run")
def alert(
    *, actor: Actor, entry: Entry, who: str, post: str | None, why: str, key: str, at: dt.datetime
) -> int:
    """Tell the head of the person's post and the auditors, once; how many were told."""
    told = 0
    heads = offices.staff(post, "head_of_post") if post else []
    for user in [*heads, *offices.staff(None, "auditor")]:
        if str(user.id) != who:
            told += queue(
                key=f"{key}:{user.id}",
                recipient=str(user.id),
                at=at,
                subject="Una cuenta por revisar / An account to review",
                body="Una cuenta abrió más páginas que de costumbre. Hable con quien la usa. / "
                "An account opened more pages than usual. Talk to whoever uses it.",
            )
    entry.about("user", who, post=post)
    entry.detail(why=why, told=told)
    return told


@act("pace.extend", requires="self")
def extend(*, actor: Actor, entry: Entry, reason: str, at: dt.datetime) -> None:
    """Say why more records are needed now; three times a day at most. Raises ``BadInput``."""
    if reason not in REASONS:
        raise BadInput(
            "Falta decir para qué.",
            "Say what for.",
            where="reason",
            cure_es="Elija una razón.",
            cure_en="Choose a reason.",
        )
    if read_limits.extensions(actor, at) >= MOST_A_DAY:
        raise BadInput(
            "Ya lo amplió tres veces hoy.",
            "You have already extended it three times today.",
            cure_es=(
                "Hable con la persona titular de su consulado; mañana vuelve a aplicar el límite habitual."
            ),
            cure_en="Talk to your head of post; tomorrow the usual limit applies again.",
        )
    entry.about("user", actor.user, post=min(actor.posts, default=None))
    entry.detail(reason=reason)
