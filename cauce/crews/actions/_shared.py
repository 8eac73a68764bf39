"""What several acts of an incident share: who works on it, whether it is open, how a code is sealed."""

from __future__ import annotations

from typing import Any

from cauce.journal.door import Absent, record_refusal
from cauce.keystore import seal
from cauce.rules.errors import BadInput
from cauce.rules.permissions import Actor

from ..facts import member_context
from ..models import CrewMember, SharedIncident


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
    raise BadInput(
        "Este hecho ya se cerró.", "This incident was closed.",
        cure_es="Si llegó alguien más, ábralo otra vez y agréguelo.",
        cure_en="If somebody else arrived, open it again and add them.",
    )  # fmt: skip


def seal_told(member: CrewMember, told: dict[str, Any]) -> None:
    """The next version of the code and the mark of one of a crew; the caller saves the row."""
    member.turn += 1
    member.sealed = seal(member.case.key_id, member_context(member), told)
