"""What several acts of an incident share: who works on it, and whether it is open."""

from __future__ import annotations

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent, record_refusal
from cauce.rules.permissions import Actor

from ..models import SharedIncident

bad_input = BadInputs(__file__)


def check_works(actor: Actor, incident: SharedIncident) -> None:
    """Raises ``Absent``, journalled as refused, for whoever does not work on the incident."""
    if actor.user == "system" or incident.staff.filter(user_id=actor.user).exists():
        return
    record_refusal(actor, "crew.work", post=incident.post_id, about=("crew", incident.id))
    raise Absent()


def check_open(incident: SharedIncident) -> None:
    """Raises ``BadInput`` for a closed one."""
    if incident.state == "open":
        return
    raise bad_input("this_incident_is_closed")
