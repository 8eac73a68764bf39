"""The only look-ups of complaints: by the code she was given, or by whoever may look into one.

Each list, count and page goes through ``may_read`` of the rules, person by person: whoever is of the
post it is about, or is named, is answered as if it did not exist.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, Q

from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.directory.access.named import interpreter_named, service_named
from cauce.protocol.editions.access import current_edition
from cauce.rights.complaints import rules as rules
from cauce.rules.permissions import SYSTEM, Actor, permits
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from . import sealing
from .models import Complaint, Word

READ, REVIEW = "complaint.read", "complaint.review"
MOST = 200


def _rows():
    return Complaint.objects.select_related("post").everywhere("network")


def kept_from(actor: Actor) -> Exists:
    """Whether this account may be of a place complained of, as a condition of another question: it is, was
    or will be of some post, or has a role that looks into complaints.

    Whoever looks into them has a list of their own: what the journal held more would be about themselves.
    """
    roles = (*rules.REVIEWERS, rules.IOM)
    return Exists(offices.of_a_post(actor.user) | offices.ever_held(actor.user, *roles))


def _posts_of(user: str) -> frozenset[str]:
    grants = offices.roles_of({user}).get(user, ())
    return frozenset(one.post for one in grants if one.post)


def reader_of(actor: Actor) -> rules.Reader:
    """The actor as the rules see a reader: every post counts, today's and older ones."""
    roles = frozenset(one.role for one in actor.grants)
    return rules.Reader(actor.user, roles, _posts_of(actor.user) | actor.posts)


def subject_of(one: Complaint) -> rules.Subject:
    """Whom it is about, with the posts and roles the named person has now or ever had."""
    named = sealing.named(one)
    user = named["id"] if named.get("kind") == "officer" else ""
    grants = offices.roles_of({user}).get(user, ()) if user else ()
    posts = {grant.post for grant in grants if grant.post} | set(named.get("posts", ()))
    return rules.Subject(
        one.about,
        one.post_id,
        user,
        frozenset(posts),
        frozenset(grant.role for grant in grants if not grant.post),
        one.with_iom,
    )


def may_see(actor: Actor, one: Complaint) -> bool:
    """Whether this actor may know of it at all."""
    return rules.may_read(reader_of(actor), subject_of(one))


def _seen_by(actor: Actor, rows: Iterable[Complaint]) -> list[Complaint]:
    """Those of many that this actor may know of; who they are is looked up once."""
    reader = reader_of(actor)
    return [one for one in rows if rules.may_read(reader, subject_of(one))]


def reviews(actor: Actor, one: Complaint) -> bool:
    """Whether this actor, who may see it, looks into it too: IOM reads and does not decide."""
    roles = rules.reviewing(subject_of(one))
    return permits(actor, REVIEW).allowed and actor.has_role(*roles)


def check_reviewer(actor: Actor, one: Complaint) -> None:
    """Raise ``Absent`` (journalled as refused) for whoever is named, of the post, or reads alone."""
    if not (may_see(actor, one) and reviews(actor, one)):
        record_refusal(actor, REVIEW, about=("complaint", one.id))
        raise Absent()


def complaint_for(actor: Actor, complaint_id: UUID | str) -> Complaint:
    """One complaint. Raises ``Absent``, for whoever may not know of it as for what is none."""
    check_may(actor, READ, about=("complaint", complaint_id))
    found = _rows().filter(id=as_id(complaint_id)).first()
    if found is None or not may_see(actor, found):
        record_refusal(actor, READ, about=("complaint", complaint_id))
        raise Absent()
    return found


def again(one: Complaint) -> Complaint:
    """The same complaint as it is stored now; whoever calls looked it up."""
    return _rows().get(id=one.id)


def complaints(actor: Actor) -> list[Complaint]:
    """Those the actor may see: open ones first, of them danger first and then the first due; then what
    ended, the last first. The read is written down."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "complaint.list", about=("complaint", "list"), post=None)
        # What goes on comes first, the first due first: whoever sends a thousand more hides none of it.
        rows = (
            _rows()
            .annotate(danger=Q(category__in=rules.URGENT))
            .order_by(F("ended_at").desc(nulls_first=True), "-danger", "end_by", "filed_at")
        )
        return _seen_by(actor, rows[: 5 * MOST])[:MOST]


@dataclass(frozen=True, slots=True)
class Said:
    """One word with its text opened; '' for the sentence alone."""

    word: Word
    text: str


def opened(actor: Actor, one: Complaint) -> tuple[dict[str, str], dict[str, Any], list[Said]]:
    """What she told, whom it names and what was said since; the read is written down."""
    with transaction.atomic():
        record_read(actor, "complaint.open", about=("complaint", one.id), post=None)
        return sealing.sealed_words(one), sealing.named(one), said_of(one)


def said_of(one: Complaint) -> list[Said]:
    """What was said since, in order; whoever calls looked it up."""
    rows = Word.objects.select_related("complaint").filter(complaint=one).order_by("number")
    return [Said(row, sealing.word(row)) for row in rows]


def by_code(typed: str) -> Complaint | None:
    """The complaint of a code as it was typed; None: there is none. The look is written down."""
    code = rules.plain_code(typed)
    found = _rows().filter(digest=sealing.digest_of(code)).first() if code else None
    if found is not None:
        record_read(SYSTEM, "complaint.own", about=("complaint", found.id), post=None)
    return found


def readers(one: Complaint) -> list[User]:
    """Who may be told that it is there: active accounts, each looked at by itself."""
    roles = rules.reading(subject_of(one))
    found = offices.holders(*roles)
    if rules.IOM in roles:
        partners = [partner.id for partner in offices.partners_of_kind("iom")]
        found += [user for users in offices.staff_of_partners(partners).values() for user in users]
    return [user for user in dict.fromkeys(found) if may_see(offices.actor_for(user), one)]


def keepers(one: Complaint) -> list[User]:
    """Where nobody may read it: those who give roles, but for whoever is named or of the post."""
    subject = subject_of(one)
    shut = subject.posts | ({subject.post} if subject.post else set())
    return [
        user
        for user in offices.holders("administrator")
        if str(user.id) != subject.user and not _posts_of(str(user.id)) & shut
    ]


def unended() -> list[Complaint]:
    """For the loop: those that go on, oldest first."""
    return list(_rows().filter(ended_at=None).order_by("filed_at"))


def late_step(one: Complaint, at: dt.datetime) -> str:
    """The first of its dates that passed unmet; '' for none."""
    return rules.late(
        at,
        state=one.state,
        acknowledged=one.acknowledged_at is not None,
        answered=one.answered_at is not None,
        due=rules.Due(one.acknowledge_by, one.answer_by, one.end_by),
    )


def _recent(at: dt.datetime) -> list[Complaint]:
    edition = current_edition()
    days = int(parameter_on(edition, "complaint-pattern-days", at.date()).value)
    since = at - dt.timedelta(days=days)
    rows = _rows().filter(filed_at__gte=since, filed_at__lte=at).exclude(mark="")
    return list(rows.order_by("filed_at", "id"))  # the last one names the group: no tie


def patterns(at: dt.datetime, actor: Actor | None = None) -> list[tuple[list[Complaint], dict[str, Any]]]:
    """Providers and interpreters that several complaints of the period name, the most named first.

    ``actor``: of those complaints alone that they may see; None: of all, for the loop.
    """
    least = int(parameter_on(current_edition(), "complaint-pattern", at.date()).value)
    rows = _recent(at) if actor is None else _seen_by(actor, _recent(at))
    again = rules.repeated((one.mark for one in rows), least)
    groups = [[one for one in rows if one.mark == mark] for mark in again]
    groups.sort(key=lambda group: (-len(group), group[-1].filed_at))
    named = [(group, sealing.named(group[-1])) for group in groups]
    return [(group, who) for group, who in named if who["kind"] in rules.PATTERNED]


def signals(actor: Actor, at: dt.datetime) -> list[tuple[list[Complaint], dict[str, Any]]]:
    """The patterns that the actor may see, with their counts; the read is written down."""
    check_may(actor, REVIEW)
    with transaction.atomic():
        record_read(actor, "complaint.signals", about=("complaint", "signals"), post=None)
        return patterns(at, actor)


def named_as(kind: str, typed: str) -> dict[str, Any] | None:
    """Whom a typed user name, code of an interpreter or entry of the directory is; None: nobody.

    ``who`` is what makes two complaints alike: of a provider the organisation, whatever its service.
    """
    typed = typed.strip()
    if kind == "interpreter" and (row := interpreter_named(typed)):
        return _named(kind, row.id, row.code, who=row.id, posts=[row.post_id])
    if kind == "provider" and (service := service_named(typed)):
        return _named(kind, service.id, service.name, who=service.organization_id)
    if kind == "officer" and (user := User.objects.filter(username=typed.lower()).first()):
        return _named(kind, user.id, user.display_name, who=user.id)
    return None


def _named(kind: str, id: UUID, label: str, *, who: UUID, posts: list[str] | None = None):
    return {"kind": kind, "id": str(id), "label": label, "who": str(who), "posts": posts or []}
