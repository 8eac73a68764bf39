"""The only look-ups of incidents. Whoever does not work on one does not learn that it is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from cauce.cases.access import case_for
from cauce.cases.access_ended import case_of_folio as with_folio
from cauce.cases.access_many import with_act
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent, as_id, check_may, record_read, record_refusal
from cauce.custody.journal.look_up import look_up, of_id
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from .facts import consulate_of, kept_apart, ride_of, seen_of, shared_of, told_of, told_of_many
from .models import ConsulateAnswer, CrewMember, CrewRide, IncidentStaff, SharedIncident

MOST = 60


def incident_for(actor: Actor, incident_id: UUID | str) -> SharedIncident:
    """One incident, for whoever works on it. Raises ``Absent``, journalled as refused."""
    found = look_up(SharedIncident.objects.select_related("post"), actor, incident_id, "crew.work", "crew")
    if not found.staff.filter(user_id=actor.user).exists():
        record_refusal(actor, "crew.work", post=found.post_id, about=("crew", incident_id))
        raise Absent()
    return found


def incident_to_join(actor: Actor, incident_id: UUID | str) -> SharedIncident:
    """An open incident of the post, for a consul who takes part in it: what it says is not read yet."""
    found = SharedIncident.objects.select_related("post").filter(id=as_id(incident_id)).first()
    if found is None or not any(
        grant.role == "protection_consul" and grant.post == found.post_id for grant in actor.grants
    ):
        record_refusal(actor, "crew.work", about=("crew", incident_id))
        raise Absent()
    check_may(actor, "crew.work", found, about=("crew", incident_id))
    return found


def _kept(incidents: Sequence[SharedIncident], post_code: str):
    """Members of these incidents of a post whose record it keeps and may read."""
    rows = CrewMember.objects.filter(incident__in=incidents, case__post_id=post_code)
    return rows.filter(case__blocked_at=None, case__erased_at=None)


def _of(incident: SharedIncident):
    """The same of one incident, in the order of the list."""
    rows = _kept([incident], incident.post_id)
    return rows.select_related("case__post", "case__officer", "incident__post").order_by("place")


def members_of(incident: SharedIncident) -> list[CrewMember]:
    """Who is of it now, for whoever has it already."""
    return list(_of(incident).filter(left_at=None))


def member_for(incident: SharedIncident, member_id: UUID | str) -> CrewMember:
    """One of an incident already checked, also one who left it. Raises ``Absent``."""
    return of_id(_of(incident), member_id)


def codes_of(incident: SharedIncident, but: Case | None = None) -> list[str]:
    """Every code of an incident, also of who left it, except of one case."""
    rows = CrewMember.objects.filter(incident=incident).select_related("case")
    rows = [row for row in rows if but is None or row.case_id != but.id]
    return [told["code"] for told in told_of_many(rows) if told.get("code")]


@dataclass(frozen=True)
class Listed:
    """The incidents of a post: those one works on, with what they say; and the others, for a consul."""

    mine: list[tuple[SharedIncident, dict[str, Any]]]
    others: list[SharedIncident] = field(default_factory=list)


def listed(actor: Actor, post: Post) -> Listed:
    """The page of a post; one entry. Whoever is no consul sees only what they work on."""
    check_may(actor, "crew.work", post)
    people = Count("members", filter=Q(members__left_at=None))
    rows = SharedIncident.objects.filter(post=post).select_related("post").order_by("-opened_at")
    works = Exists(IncidentStaff.objects.filter(incident_id=OuterRef("id"), user_id=actor.user))
    with transaction.atomic():
        record_read(actor, "crew.list", about=("post", post.code), post=post.code)
        mine = [(row, shared_of(row)) for row in rows.filter(works).annotate(people=people)[:MOST]]
    consul = any(g.role == "protection_consul" and g.post == post.code for g in actor.grants)
    others = list(rows.filter(~works, state="open")[:MOST]) if consul else []
    return Listed(mine, others)


@dataclass(frozen=True)
class One:
    """One of a crew as the page of one person shows it."""

    member: CrewMember
    told: dict[str, Any]
    seen: dict[str, Any]


@dataclass(frozen=True)
class Shared:
    """What all share of an incident, and who works on it."""

    incident: SharedIncident
    said: dict[str, Any]
    staff: list[Any]


def open_shared(actor: Actor, incident_id: UUID | str) -> Shared:
    """What all share; the read is written down. Raises ``Absent``."""
    row = incident_for(actor, incident_id)
    with transaction.atomic():
        record_read(actor, "crew.open", about=("crew", row.id), post=row.post_id)
        staff = [one.user for one in row.staff.select_related("user").order_by("user__display_name")]
        return Shared(row, shared_of(row), staff)


def open_one(actor: Actor, incident_id: UUID | str, member_id: UUID | str) -> One:
    """One person of a crew; the read is written down. Raises ``Absent``."""
    member = member_for(incident_for(actor, incident_id), member_id)
    case_for(actor, member.case_id)
    with transaction.atomic():
        record_read(actor, "crew.member", about=("case", member.case_id), post=member.case.post_id)
        return One(member, told_of(member), seen_of(member))


def rides_of(incident: SharedIncident) -> list[tuple[CrewRide, dict[str, Any], list[str]]]:
    """The vehicles that stand, by when they leave: where to, and the codes of who goes; of a person
    whose record this post may read no more, that a seat is taken."""
    found, mine = [], {row.id for row in _of(incident)}
    rows = incident.rides.filter(dropped_at=None).select_related("incident")
    for ride in rows.prefetch_related("seats__member__case").order_by("leaves_at"):
        members = [seat.member for seat in ride.seats.all()]
        codes = [
            told.get("code", "–") if one.id in mine else "–"
            for one, told in zip(members, told_of_many(members), strict=True)
        ]
        found.append((ride, ride_of(ride), codes))
    return found


def ride_for(incident: SharedIncident, ride_id: UUID | str) -> CrewRide:
    """One vehicle of an incident already checked. Raises ``Absent``."""
    return of_id(incident.rides.select_related("incident__post"), ride_id)


def case_of_folio(actor: Actor, incident: SharedIncident, folio: str) -> Case:
    """The case of the incident's own post with this folio. Raises ``Absent``."""
    found = with_folio(incident.post_id, folio)
    if found is None:
        raise Absent()
    return case_for(actor, found.id, permission="case.work")


def of_case(actor: Actor, case: Case) -> CrewMember | None:
    """To which incident a case (already read) belongs, for whoever works on it; None: none, or not
    for this actor."""
    row = (
        CrewMember.objects.filter(case=case, left_at=None, incident__post_id=case.post_id)
        .select_related("incident", "case")
        .first()
    )
    return row if row and row.incident.staff.filter(user_id=actor.user).exists() else None


def must_not_meet(case: Case, others: Sequence[Case]) -> bool:
    """Whether somebody of the same incident as this case is among the others, and one of the two is
    attended apart; also of an incident that either left since. It tells neither who nor why."""
    mine = CrewMember.objects.filter(case=case).values("incident_id")
    rows = CrewMember.objects.filter(incident__in=mine, case__in=others).select_related("case")
    same = [row.case for row in rows if row.case_id != case.id]
    return bool(same) and any(kept_apart([case, *same]))


def newest_answer(case: Case) -> ConsulateAnswer | None:
    """What the person answered last about their own consulate; None: it was not asked."""
    rows = ConsulateAnswer.objects.filter(case=case).select_related("case")
    return rows.order_by("-asked_at", "-id").first()


def answers_of(case: Case) -> list[tuple[ConsulateAnswer, dict[str, Any]]]:
    """Every answer about their own consulate, newest first (the case is already read)."""
    rows = ConsulateAnswer.objects.filter(case=case).select_related("case").order_by("-asked_at")
    return [(row, consulate_of(row)) for row in rows]


@dataclass(frozen=True)
class Numbers:
    """How many of a crew: numbers and nobody."""

    people: int
    interviewed: int
    consented: int


def counted(members: Iterable[CrewMember]) -> Numbers:
    """How many there are, were interviewed, and agreed that what they tell be kept."""
    rows = list(members)
    return _numbers(rows, _interviewed(rows))


def _interviewed(members: Sequence[CrewMember]) -> set[UUID]:
    return with_act([row.case for row in members], "interview_done")


def _numbers(members: Sequence[CrewMember], done: set[UUID]) -> Numbers:
    given = sum(row.case.keeping == "given" for row in members)
    return Numbers(len(members), sum(row.case_id in done for row in members), given)


def of_post(actor: Actor, post: Post) -> list[tuple[SharedIncident, Numbers]]:
    """The incidents of a post by their number, for whoever leads it: no place, no employer, nobody."""
    check_may(actor, "crew.count", post)
    rows = list(SharedIncident.objects.filter(post=post).order_by("-number")[:MOST])
    members = list(_kept(rows, post.code).filter(left_at=None).select_related("case"))
    done, held = _interviewed(members), defaultdict(list)
    for one in members:
        held[one.incident_id].append(one)
    return [(row, _numbers(held[row.id], done)) for row in rows]


def counted_by_post() -> dict[tuple[str, str], int]:
    """By code of the post: incidents, and their people as numbers. For the closing of the network."""
    held: dict[str, tuple[list[CrewMember], set[UUID]]] = {}
    rows = CrewMember.objects.everywhere("numbers").filter(left_at=None)
    rows = list(rows.select_related("case", "incident__post").order_by("incident__post_id"))
    done = _interviewed(rows)
    for row in rows:
        members, incidents = held.setdefault(row.incident.post_id, ([], set()))
        members.append(row)
        incidents.add(row.incident_id)
    found: dict[tuple[str, str], int] = {}
    for post, (members, incidents) in held.items():
        told = _numbers(members, done)
        found |= {
            (post, "incidents"): len(incidents),
            (post, "people"): told.people,
            (post, "interviewed"): told.interviewed,
            (post, "consented"): told.consented,
        }
    return found


def to_forget() -> list[SharedIncident]:
    """Closed incidents of which nobody is on record any more, for the loop that ends them."""
    on_record = CrewMember.objects.filter(incident=OuterRef("id"), case__erased_at=None)
    rows = SharedIncident.objects.filter(state="closed", sealed__isnull=False)
    return list(rows.filter(~Exists(on_record), Exists(CrewMember.objects.filter(incident=OuterRef("id")))))
