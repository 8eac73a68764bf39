"""The only look-ups of what the people of a post ask of each other, and of how much work it has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.rules.dates import add
from cauce.rules.permissions import Actor, Scope, permits
from cauce.staff.obligations.models import Obligation
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .access import WORKING
from .access_desks import RECEIVES
from .facts import edition_of, zone_of
from .models import Case, Opinion, Relief


@dataclass(frozen=True)
class Asked:
    """One opinion with its words; ``answer`` None: there is none."""

    row: Opinion
    question: str
    answer: str | None


def _said(row: Opinion) -> Asked:
    case = row.case
    answer = row.answer and Opinion.answer.open(row, case.key_id)
    return Asked(row, Opinion.question.open(row, case.key_id), answer or None)


def whom_to_ask(actor: Actor, case: Case, at: dt.datetime) -> list[User]:
    """Whoever may be asked about a case already checked, never a party: of the post, or of the one that signs
    for it."""
    here = offices.staff(case.post_id, *RECEIVES, case=case.id)
    post = case.post
    signing = post.signs_here_id if post.lacks_second else None
    there = offices.staff(signing, "protection_consul", case=case.id) if signing else []
    return [user for user in dict.fromkeys((*here, *there)) if str(user.id) != actor.user]


def opinions(case: Case) -> list[Asked]:
    """What was asked about a case already checked, newest first; what was taken back is left out."""
    rows = case.opinions.filter(withdrawn_at=None).select_related("asked_by", "asked_of", "case")
    return [_said(row) for row in rows.order_by("-asked_at")]


def opinion_for(actor: Actor, opinion_id: UUID | str) -> Asked:
    """What somebody asks of the actor, the read journalled. Raises ``Absent`` for anybody else's."""
    row = (
        Opinion.objects.filter(id=as_id(opinion_id), withdrawn_at=None)
        .select_related("case__post", "asked_by", "asked_of")
        .first()
    )
    mine = row is not None and str(row.asked_of_id) == actor.user
    if row is None or not mine or not permits(actor, "opinion.answer", row.case.scope).allowed:
        record_refusal(actor, "opinion.answer", about=("opinion", opinion_id))
        raise Absent()
    with transaction.atomic():
        record_read(actor, "opinion.open", about=("case", row.case_id), post=row.case.post_id)
        return _said(row)


def asked_of(actor: Actor) -> list[Opinion]:
    """What others would like to hear from the actor, oldest first, without its words."""
    rows = Opinion.objects.filter(
        asked_of_id=actor.user,
        answered_at=None,
        withdrawn_at=None,
        case__status__in=WORKING,
        case__blocked_at=None,
        case__erased_at=None,
    ).select_related("case__post", "asked_by")
    return [
        row for row in rows.order_by("asked_at") if permits(actor, "opinion.answer", row.case.scope).allowed
    ]


def reliefs(actor: Actor, post_code: str) -> list[Relief]:
    """Cases of a post that somebody asked to leave, the longest wait first; journalled. Raises ``Absent``."""
    check_may(actor, "case.list", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "relief.list", about=("post", post_code), post=post_code)
        rows = _open().filter(case__post_id=post_code)
        return list(rows.select_related("case__post", "asked_by").order_by("asked_at"))


def relief_of(case: Case) -> Relief | None:
    """The request that waits for a case already checked; None: nobody asked."""
    return case.reliefs.filter(ended_at=None).first()


def _open():
    return Relief.objects.filter(
        ended_at=None, case__status__in=WORKING, case__blocked_at=None, case__erased_at=None
    )


def late_reliefs(at: dt.datetime) -> list[Relief]:
    """For the loop: what nobody took within ``relief-take``, and of which nobody else was told."""
    rows = Relief.objects.filter(
        ended_at=None, chased_at=None, case__status__in=WORKING, case__blocked_at=None, case__erased_at=None
    ).select_related("case__post")
    return [row for row in rows if _take_by(row) <= at]


def _take_by(row: Relief) -> dt.datetime:
    edition = edition_of(row.case)
    amount = int(parameter_on(edition, "relief-take", row.asked_at.date()).value)
    return add(row.asked_at, amount, edition.parameters["relief-take"].unit, zone_of(row.case))


@dataclass(frozen=True)
class Load:
    """How much work a post has. ``each``: open cases for each person who works on them; None: nobody does."""

    open: int
    danger: int
    overdue: int  # open cases with something overdue
    people: int
    waiting: int  # cases that somebody asked to leave
    nobody: int  # open cases that nobody works on

    @property
    def each(self) -> float | None:
        return self.open / self.people if self.people else None


def load_of(actor: Actor, post_code: str, at: dt.datetime) -> Load:
    """The work of one post as numbers; journalled. Raises ``Absent``."""
    check_may(actor, "load.post", Scope(post=post_code))
    with transaction.atomic():
        record_read(actor, "load.post", about=("post", post_code), post=post_code)
        return _load(post_code, at)


@dataclass(frozen=True)
class Attending:
    """How many people of a post work on cases."""

    post: str
    name: str
    people: int


def attending(actor: Actor) -> list[Attending]:
    """Who could work on cases at each post, as a number, by name and never by how much; journalled. How many
    cases there are is told by the last closing alone. Raises ``Absent``."""
    check_may(actor, "load.network")
    with transaction.atomic():
        record_read(actor, "load.network", about=("network", "load"), post=None)
        posts = offices.posts()
        people = offices.how_many([post.code for post in posts], *RECEIVES)
    return [Attending(post.code, post.name, people[post.code]) for post in posts]


def _load(code: str, at: dt.datetime) -> Load:
    rows = Case.objects.everywhere("numbers").filter(
        post_id=code, status__in=WORKING, blocked_at=None, erased_at=None
    )
    # By the deadline of the Protocol: that a step was put on another day changes no figure.
    late = Exists(
        Obligation.objects.filter(subject_kind="case", subject_id=OuterRef("id"), state="open", due_at__lt=at)
    )
    counts = rows.aggregate(
        open=Count("id"),
        danger=Count("id", filter=Q(danger=True)),
        overdue=Count("id", filter=Q(late)),
        nobody=Count("id", filter=Q(officer=None)),
    )
    waiting = Relief.objects.everywhere("numbers").filter(ended_at=None, case__in=rows).count()
    return Load(people=offices.how_many([code], *RECEIVES)[code], waiting=waiting, **counts)
