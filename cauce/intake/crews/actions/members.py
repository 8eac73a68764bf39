"""Who is of an incident: a case that existed joins it, one leaves it and comes back, one is attended
apart.
"""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.intake.crews.rules import same
from cauce.rules.permissions import Actor

from ..access import codes_of
from ..facts import told_of
from ..models import CrewMember, SharedIncident
from ._shared import check_open, check_works

bad_input = BadInputs(__file__)


def _check_free(case: Case, incident: SharedIncident) -> None:
    if case.post_id != incident.post_id or case.blocked_at or case.erased_at:
        raise bad_input("case_is_not_open_at_post", where="folio")
    if CrewMember.objects.filter(case=case, left_at=None).exists():
        raise bad_input("that_case_already_belongs_to_an_incident", where="folio")


@act("crew.add_case", requires="crew.work", on="incident")
def add_case(
    *, actor: Actor, entry: Entry, incident: SharedIncident, case: Case, code: str, at: dt.datetime
) -> CrewMember:
    """A case that was opened another way is of this incident too; nothing of it is copied.

    Raises ``BadInput`` for a code that another has, or a case that is of an incident already.
    """
    check_works(actor, incident)
    check_open(incident)
    case.hold()
    _check_free(case, incident)
    kept = code or case.folio
    if same(kept) in {same(one) for one in codes_of(incident, but=case)}:
        raise bad_input("it_is_already_another_persons_code", where="code", kept=kept)
    row = incident.members.filter(case=case).first()  # it left, and is of it after all
    if row is None:
        row = CrewMember(
            id=uuid.uuid4(),
            incident=incident,
            case=case,
            joined_at=at,
            joined_by=actor.user,
            place=incident.members.count() + 1,
        )
        row.sealed = CrewMember.sealed.seal(row, {"code": kept})
        row.save(force_insert=True)
    else:
        row.left_at, row.left_by, row.why_left = None, "", ""
        row.save(update_fields=["left_at", "left_by", "why_left"])
    _about(entry, row)
    return row


def _about(entry: Entry, member: CrewMember, **more: object) -> None:
    entry.about("crew_member", member.id, post=member.incident.post_id)
    entry.detail(case=str(member.case_id), crew=str(member.incident_id), **more)


@act("crew.take_out", requires="crew.work", on="member")
def take_out(*, actor: Actor, entry: Entry, member: CrewMember, why: str, at: dt.datetime) -> None:
    """A case is no longer of the incident: put in twice, or another matter. The case itself stays
    whole, and ``put_back`` undoes it. Raises ``BadInput`` when it is out already."""
    check_works(actor, member.incident)
    if why not in dict(CrewMember.WHY_LEFT):
        raise KeyError(why)
    if member.left_at is not None:
        raise bad_input("it_no_longer_belongs_to_this_incident")
    member.left_at, member.left_by, member.why_left = at, actor.user, why
    member.save(update_fields=["left_at", "left_by", "why_left"])
    _about(entry, member, why=why)


@act("crew.put_back", requires="crew.work", on="member")
def put_back(*, actor: Actor, entry: Entry, member: CrewMember) -> None:
    """It is of the incident after all, as it was. Raises ``BadInput`` when it joined another meanwhile."""
    check_works(actor, member.incident)
    if member.left_at is not None:
        _check_free(member.case, member.incident)
    member.left_at, member.left_by, member.why_left = None, "", ""
    member.save(update_fields=["left_at", "left_by", "why_left"])
    _about(entry, member)


@act("crew.arrange", requires="crew.work", on="member")
def mark_apart(*, actor: Actor, entry: Entry, member: CrewMember, apart: bool) -> None:
    """Whether the person is interviewed apart and goes with nobody else. It says nothing of anybody:
    no reason is asked or kept, and the person is attended as a possible victim like the others.

    The journal holds that something was arranged in the incident, not for whom nor how.
    """
    check_works(actor, member.incident)
    told = told_of(member) | {"apart": apart}
    member.sealed = CrewMember.sealed.seal(member, told)
    member.save(update_fields=["sealed"])
    entry.about("crew", member.incident_id, post=member.incident.post_id)
