"""An incident is opened, its part that all share is written, and it is closed and opened again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from cauce.cases.sections import SectionConflict
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.held import lock
from cauce.custody.keystore import create_key
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from ..facts import shared_of
from ..models import IncidentStaff, SharedIncident
from ._shared import check_open, check_works

bad_input = BadInputs(__file__)

PARTS = ("place", "employer", "recruiter", "since", "until", "shared")
WORKS = ("protection_officer", "protection_consul")


def _clean(said: Mapping[str, Any]) -> dict[str, str]:
    """The parts as texts; days in ISO form. Raises ``BadInput`` for a period that ends before it begins."""
    strange = sorted(set(said) - set(PARTS))
    if strange:
        raise KeyError(strange[0])
    since, until = said.get("since"), said.get("until")
    if since and until and until < since:
        raise bad_input("the_period_ends_before_it_begins", where="until")
    return {name: str(said[name]) for name in PARTS if said.get(name)}


@act("crew.open", requires="crew.work", on="post")
def open_incident(
    *, actor: Actor, entry: Entry, post: Post, said: Mapping[str, Any], at: dt.datetime
) -> SharedIncident:
    """Begin an incident at a post; whoever begins it works on it. No person is in it yet."""
    clean = _clean(said)
    # The post row is locked, so two never get the same number.
    lock(post)
    last = SharedIncident.objects.filter(post=post).aggregate(n=Max("number"))["n"] or 0
    row = SharedIncident(
        id=uuid.uuid4(), post=post, number=last + 1, key_id=uuid.uuid4(), opened_at=at, opened_by=actor.user
    )
    create_key(row.key_id, post.code)
    row.sealed = SharedIncident.sealed.seal(row, clean)
    row.save(force_insert=True)
    if actor.user != "system":
        IncidentStaff.objects.create(incident=row, user_id=actor.user, since=at, by=actor.user)
    entry.about("crew", row.id, post=post.code)
    return row


@act("crew.write", requires="crew.work", on="incident")
def write_incident(
    *, actor: Actor, entry: Entry, incident: SharedIncident, said: Mapping[str, Any], seen: int
) -> None:
    """What all share is written anew. Raises ``SectionConflict`` when somebody did meanwhile."""
    check_works(actor, incident)
    check_open(incident)
    if incident.turn != seen:
        raise SectionConflict(incident.turn, shared_of(incident))
    incident.turn += 1
    incident.sealed = SharedIncident.sealed.seal(incident, _clean(said))
    incident.save(update_fields=["turn", "sealed"])
    entry.about("crew", incident.id, post=incident.post_id)
    entry.detail(turn=incident.turn)


@act("crew.add_staff", requires="crew.work", on="incident")
def add_staff(*, actor: Actor, entry: Entry, incident: SharedIncident, user: User, at: dt.datetime) -> None:
    """From now on somebody of the post works on the incident, and reads it.

    Whoever works on it says so; a protection consul of the post may also take part by themselves, so
    that an incident is never left with nobody. Raises ``BadInput`` for somebody who works on no cases here.
    """
    consuls = [str(one.id) for one in offices.staff(incident.post_id, "protection_consul")]
    if not (str(user.id) == actor.user and actor.user in consuls):
        check_works(actor, incident)
    if user not in offices.staff(incident.post_id, *WORKS):
        raise bad_input("person_handles_no_cases_at_post", where="user")
    IncidentStaff.objects.get_or_create(
        incident=incident, user=user, defaults={"since": at, "by": actor.user}
    )
    entry.about("crew", incident.id, post=incident.post_id)
    entry.detail(user=str(user.id))


@act("crew.remove_staff", requires="crew.work", on="incident")
def remove_staff(*, actor: Actor, entry: Entry, incident: SharedIncident, user: User) -> None:
    """Somebody no longer works on it, nor reads it. Raises ``BadInput`` for the last one."""
    check_works(actor, incident)
    if not incident.staff.exclude(user=user).exists():
        raise bad_input("somebody_has_to_stay_in_charge", where="user")
    incident.staff.filter(user=user).delete()
    entry.about("crew", incident.id, post=incident.post_id)
    entry.detail(user=str(user.id))


@act("crew.close", requires="crew.work", on="incident")
def close_incident(*, actor: Actor, entry: Entry, incident: SharedIncident, at: dt.datetime) -> None:
    """Nobody else is expected. The case of each person goes on as it was."""
    check_works(actor, incident)
    check_open(incident)
    incident.state, incident.closed_at = "closed", at
    incident.save(update_fields=["state", "closed_at"])
    entry.about("crew", incident.id, post=incident.post_id)


@act("crew.reopen", requires="crew.work", on="incident")
def reopen_incident(*, actor: Actor, entry: Entry, incident: SharedIncident) -> None:
    """Somebody arrived late, or it was closed too early. Raises ``BadInput`` once its time is over."""
    check_works(actor, incident)
    if incident.sealed is None:
        raise bad_input("retention_period_of_incident_is_over")
    incident.state, incident.closed_at = "open", None
    incident.save(update_fields=["state", "closed_at"])
    entry.about("crew", incident.id, post=incident.post_id)
