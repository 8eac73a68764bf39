"""What an incident says of one person goes with the person's record; what it says itself, when the last has
gone.
"""

from __future__ import annotations

import datetime as dt

from cauce.cases.models import Case
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import shred
from cauce.rules.permissions import Actor

from ..models import ConsulateAnswer, CrewMember, SharedIncident


@effect
def forget_member(case: Case, at: dt.datetime) -> None:
    """The code, the mark and what was seen at sight; that a case was of an incident stays for numbers."""
    CrewMember.objects.filter(case=case).update(sealed=None, seen=None)
    ConsulateAnswer.objects.filter(case=case).update(sealed=None)


@effect
def forget_seen(case: Case, at: dt.datetime) -> None:
    """What was seen at sight, which nobody agreed to keep."""
    CrewMember.objects.filter(case=case).update(seen=None)


@act("crew.forget", requires="system.run", on="incident")
def forget_incident(*, actor: Actor, entry: Entry, incident: SharedIncident) -> None:
    """The key of a closed incident is destroyed once nobody of it is on record any more."""
    incident.sealed = None
    incident.save(update_fields=["sealed"])
    incident.rides.update(sealed=None)
    shred(incident.key_id)
    entry.about("crew", incident.id, post=incident.post_id)
