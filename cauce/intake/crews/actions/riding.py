"""Who of a crew goes in which vehicle; whoever is attended apart goes alone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.crew import check_together
from cauce.rules.permissions import Actor

from ..facts import kept_apart
from ..models import CrewMember, CrewRide, CrewSeat, SharedIncident
from ._shared import check_open, check_works

bad_input = BadInputs(__file__)


@act("crew.ride", requires="crew.work", on="incident")
def plan_ride(
    *,
    actor: Actor,
    entry: Entry,
    incident: SharedIncident,
    members: Sequence[CrewMember],
    leaves_at: dt.datetime,
    where: str,
    driver: str,
    at: dt.datetime,
) -> CrewRide:
    """One vehicle with these people. Raises ``BadInput`` for nobody, for somebody who has a seat in
    another that stands, and for people who cannot go together (it tells neither who nor why)."""
    check_works(actor, incident)
    check_open(incident)
    if not members or any(m.incident_id != incident.id or m.left_at for m in members):
        raise bad_input("choose_who_goes", where="chosen")
    check_together(kept_apart([member.case for member in members]))
    if CrewSeat.objects.filter(member__in=members, ride__dropped_at=None).exists():
        raise bad_input("somebody_on_list_already_has_seat", where="chosen")
    row = CrewRide(
        id=uuid.uuid4(),
        incident=incident,
        number=incident.rides.count() + 1,
        leaves_at=leaves_at,
        made_at=at,
        made_by=actor.user,
    )
    row.sealed = CrewRide.sealed.seal(row, {"where": where, "driver": driver})
    row.save(force_insert=True)
    CrewSeat.objects.bulk_create(CrewSeat(ride=row, member=member) for member in members)
    entry.about("crew_ride", row.id, post=incident.post_id)
    entry.detail(crew=str(incident.id), people=len(members))
    return row


@act("crew.drop_ride", requires="crew.work", on="ride")
def drop_ride(*, actor: Actor, entry: Entry, ride: CrewRide, at: dt.datetime) -> None:
    """The vehicle does not go, or went: its people have no seat any more."""
    check_works(actor, ride.incident)
    ride.dropped_at = ride.dropped_at or at
    ride.save(update_fields=["dropped_at"])
    entry.about("crew_ride", ride.id, post=ride.incident.post_id)
    entry.detail(crew=str(ride.incident_id))
