"""What may be asked together for a crew: services that several agreed to, and who has no seat yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from cauce.custody.journal.door import record_read
from cauce.directory.models import Service
from cauce.rules.permissions import Actor
from cauce.sharing.referrals.access_together import agreed_by_many, cases_agreed

from .access import incident_for, members_of
from .facts import told_of_many
from .models import CrewMember, CrewSeat, SharedIncident


@dataclass(frozen=True)
class Agreed:
    """One of a crew who said yes to a service, and what may be told of them."""

    member: CrewMember
    code: str
    fields: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """Who of a crew agreed to one service and may go with others; ``others``: how many more there are."""

    incident: SharedIncident
    people: list[Agreed]
    others: int


@dataclass(frozen=True)
class Waits:
    """One of a crew without a seat. ``apart``: in a vehicle of their own."""

    member: CrewMember
    code: str
    apart: bool


@dataclass(frozen=True)
class Offered:
    """The services that two or more agreed to, and who has no seat in a vehicle yet."""

    incident: SharedIncident
    services: list[tuple[Service, int]]
    waits: list[Waits]


def _together(incident: SharedIncident) -> tuple[list[CrewMember], list[tuple[CrewMember, str]]]:
    """All of an incident, and those who are not attended apart with their codes."""
    members = members_of(incident)
    told = told_of_many(members)
    free = [
        (one, said.get("code") or one.case.folio)
        for one, said in zip(members, told, strict=True)
        if not said.get("apart")
    ]
    return members, free


def offered(actor: Actor, incident_id: UUID | str, at: dt.datetime) -> Offered:
    """For the page that asks for several; the read is written down. Raises ``Absent``."""
    incident = incident_for(actor, incident_id)
    record_read(actor, "crew.open", about=("crew", incident.id), post=incident.post_id)
    members, free = _together(incident)
    services = agreed_by_many(actor, incident.post, [one.case for one, _ in free], at)
    seated = CrewSeat.objects.filter(
        ride__incident=incident, ride__dropped_at=None, member__in=members
    ).values_list("member_id", flat=True)
    taken = set(seated)
    told = zip(members, told_of_many(members), strict=True)
    waits = [
        Waits(one, said.get("code") or one.case.folio, said.get("apart") is True)
        for one, said in told
        if one.id not in taken
    ]
    return Offered(incident, services, waits)


def agreed_to(actor: Actor, incident_id: UUID | str, service: Service, at: dt.datetime) -> Asked:
    """Who of the incident says yes to this service now; one entry for the list. Raises ``Absent``."""
    incident = incident_for(actor, incident_id)
    members, free = _together(incident)
    fields = {
        case.id: held
        for case, held in cases_agreed(actor, incident.post, service, at, [one.case for one, _ in free])
    }
    people = [Agreed(one, code, fields[one.case_id]) for one, code in free if one.case_id in fields]
    return Asked(incident, people, len(members) - len(people))
