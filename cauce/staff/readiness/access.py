"""The only look-ups of what posts have ready. Whoever may not see a post gets ``Absent``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from cauce.content.loader import Edition
from cauce.custody.journal.door import Absent, as_id, check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.pathway import Obligation as Planned
from cauce.rules.permissions import Actor, Scope
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices.access import day_at, post_of
from cauce.staff.offices.models import Post, User

from .facts import Known, known_of, trained_until
from .models import (
    Agreement,
    ContextSheet,
    DirectoryReview,
    Outreach,
    PrivacySetup,
    SelfCare,
    SpaceCheck,
    Training,
)
from .required import KIND, alert_days, planned_of, standing

SHEET_PARTS = ContextSheet.PARTS


@dataclass(frozen=True, slots=True)
class Task:
    """One action of phase 1 as it stands at a post. ``standing``: see ``required.STANDINGS``."""

    action: str
    standing: str
    due: dt.datetime | None
    met_at: dt.datetime | None
    planned: Planned | None = None  # None: read from its row, without reasons


def own(actor: Actor, permission: str = "readiness.read") -> Post:
    """The post whose preparation the actor sees as their own. ``Absent`` for whoever has none."""
    post = post_of(actor)
    if post is None:
        check_may(actor, permission, Scope(post="-"))
        raise Absent()
    check_may(actor, permission, post)
    return post


def one(actor: Actor, code: str) -> Post:
    """Any post, for whoever sees the network. ``Absent`` for the others, and for no such post."""
    check_may(actor, "readiness.network", about=("post", code))
    post = Post.objects.filter(code=code).first()
    if post is None:
        raise Absent()
    return post


def known(post: Post, at: dt.datetime) -> Known:
    """What the rules read of a post that the actor was let to see."""
    return known_of(current_edition(at), [post], at)[post.code]


def tasks(post: Post, at: dt.datetime) -> list[Task]:
    """Every action of the post with its reasons, in the order of the Protocol."""
    edition, day = current_edition(at), day_at(post, at)
    return [
        Task(
            p.action,
            standing(p.state, p.due, p.met_at, at, alert_days(edition, p.action, day)),
            p.due,
            p.met_at,
            p,
        )
        for p in planned_of(edition, post, known(post, at), at)
        if p.state != "not_required"
    ]


def board(actor: Actor, at: dt.datetime) -> list[tuple[Post, dict[str, Task]]]:
    """Every post with its tasks, by name, from the stored rows: two queries."""
    check_may(actor, "readiness.network")
    edition, by_post = current_edition(at), {}
    days = {name: alert_days(edition, name, at.date()) for name in actions_of(edition)}
    rows = Obligation.objects.filter(subject_kind=KIND).values_list(
        "post_id", "action", "state", "due_at", "met_at"
    )
    for code, action, state, due, met in rows:
        how = standing(state, due, met, at, days.get(action, 0))
        by_post.setdefault(code, {})[action] = Task(action, how, due, met)
    return [(post, by_post.get(post.code, {})) for post in Post.objects.order_by("name")]


def actions_of(edition: Edition) -> list[str]:
    """The ids of the actions that belong to the post."""
    found = [one for one in edition.actions.values() if one.scope == KIND]
    return [one.id for one in sorted(found, key=lambda one: (one.order, one.id))]


def sheets(post: Post) -> list[ContextSheet]:
    """The versions of the context sheet, newest first."""
    return list(ContextSheet.objects.filter(post=post).order_by("-version"))


def reviews(post: Post) -> list[DirectoryReview]:
    """The looks at the directory, newest first."""
    return list(DirectoryReview.objects.filter(post=post).order_by("-reviewed_on", "-written_at"))


def agreements(post: Post) -> list[Agreement]:
    """Every agreement, also those renewed or ended, newest first."""
    rows = Agreement.objects.filter(post=post).select_related("renewed_by", "renews")
    return list(rows.order_by("-signed_on", "-written_at"))


def agreement(actor: Actor, id: UUID | str) -> Agreement:
    """One agreement of the actor's post, to change it. ``Absent`` for another's."""
    rows = Agreement.objects.select_related("post", "renewed_by").filter(id=as_id(id))
    return _mine(actor, "readiness.lead", rows.first())


def outreach(actor: Actor, id: UUID | str) -> Outreach:
    """One event of the actor's post, to change it. ``Absent`` for another's."""
    rows = Outreach.objects.select_related("post").filter(id=as_id(id))
    return _mine(actor, "readiness.work", rows.first())


def _mine(actor: Actor, permission: str, row):
    if row is None:
        check_may(actor, permission)
        raise Absent()
    check_may(actor, permission, row, about=(type(row).__name__.lower(), row.id))
    return row


def calendar(post: Post) -> list[Outreach]:
    """Every event of the post, the latest first."""
    return list(Outreach.objects.filter(post=post).order_by("-planned_on", "-written_at"))


def spaces(post: Post) -> list[SpaceCheck]:
    """The looks at the space, newest first."""
    return list(SpaceCheck.objects.filter(post=post).order_by("-checked_on", "-written_at"))


def setups(post: Post) -> list[PrivacySetup]:
    """The versions of the notice that were set up, newest first."""
    return list(PrivacySetup.objects.filter(post=post).order_by("-set_on", "-written_at"))


def people(post: Post, at: dt.datetime) -> list[User]:
    """Everybody who works at the post now, by name."""
    ids = {member.user for member in known(post, at).members}
    return list(User.objects.filter(id__in=ids).order_by("display_name"))


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody sees of their own preparation. ``trained``: (role, until; None: never)."""

    trained: tuple[tuple[str, dt.date | None], ...]
    trainings: tuple[tuple[Training, dt.date], ...]
    care_due: dt.date | None
    care_last: dt.date | None
    today: dt.date


def mine(actor: Actor, at: dt.datetime) -> Mine:
    """One's own training and when the self-care check is offered again. ``Absent`` without a post."""
    post = own(actor, "readiness.own")
    edition, here = current_edition(at), known(post, at)
    rows = Training.objects.filter(user_id=actor.user).order_by("-trained_on", "-written_at")
    cared = SelfCare.objects.filter(user_id=actor.user).order_by("-on").first()
    return Mine(
        tuple((m.role, m.trained_until) for m in here.members if m.user == actor.user),
        tuple((row, trained_until(edition, row)) for row in rows),
        here.care_due.get(actor.user),
        cared.on if cared else None,
        day_at(post, at),
    )


def care_count(edition: Edition, here: Known, day: dt.date) -> tuple[int, int] | None:
    """How many people attended to it this time, and of how many; None: too few people to say so."""
    people = len(here.care_due)
    least = int(edition.parameters["self-care-shown-from"].values[-1].value)
    if people < least:
        return None
    done = (user in here.cared and due > day for user, due in here.care_due.items())
    return sum(done), people
