"""A death: proposed by one person and recorded by another, and taken back likewise when she is found.

What is asked of services and of Mexico ends in the same transaction, from above: ``cauce.rights.rights``.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Partner
from cauce.staff.oversight.models import Proposal

from .. import access_death
from ..access_told import attending
from ..models import Case, Death, DeathTold, PlanItem
from ..replan import replan
from ._second import SECOND, ask_second
from ._shared import add_act, check_happened
from .closing import DEATH, write_closing
from .erasing import block

bad_input = BadInputs(__file__)

BACK = (
    "Un expediente suyo se abrió otra vez y hay avisos que corregir. / "
    "A file of yours was opened again and there are corrections to tell."
)


@act("death.propose", requires="death.propose", on="case")
def propose_death(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    authority: str,
    died_on: dt.date | None,
    how: str,
    at: dt.datetime,
) -> Proposal:
    """Ask somebody in another role to agree that the person died; nothing changes until then.

    ``authority``: who says so; ``died_on`` None: the day is not known. Raises ``BadInput`` without an
    authority, for a day to come, a sealed file, or where it waits already.
    """
    if case.erased_at or case.sealed_at:
        raise bad_input("the_file_is_sealed_already", where="how")
    if not authority.strip():
        raise bad_input("say_who_reports_it", where="authority")
    if died_on is not None and died_on > offices.day_at(case.post, at):
        raise bad_input("that_day_has_not_come_yet", where="died_on")
    _check_none_waits(case, access_death.DIED, at)
    made = Death(id=uuid.uuid4(), case=case, proposed_at=at, proposed_by=actor.user)
    told = {
        "authority": authority.strip(),
        "died_on": died_on.isoformat() if died_on else "",
        "how": how.strip(),
    }
    made.sealed = Death.sealed.seal(made, told)
    made.save(force_insert=True)
    day = died_on.isoformat() if died_on else "—"
    return _ask(
        actor,
        entry,
        case,
        access_death.DIED,
        made,
        f"{authority.strip()} · {day}\n{how.strip()}",
        at,
    )


@act("death.ask_undo", requires="death.undo", on="case")
def propose_undoing(*, actor: Actor, entry: Entry, case: Case, how: str, at: dt.datetime) -> Proposal:
    """The person was found alive: ask somebody in another role to take the record back.

    ``how``: how it is known. Raises ``BadInput`` where no death stands, or it was asked already.
    """
    found = access_death.standing(case)
    if found is None:
        raise bad_input("no_death_is_recorded", where="how")
    _check_none_waits(case, access_death.FOUND, at)
    return _ask(actor, entry, case, access_death.FOUND, found, how, at)


def _check_none_waits(case: Case, kind: str, at: dt.datetime) -> None:
    if access_death.waiting(case, kind, at) is not None:
        raise bad_input("it_has_already_been_requested_wait", where="how")


def _ask(
    actor: Actor, entry: Entry, case: Case, kind: str, death: Death, reason: str, at: dt.datetime
) -> Proposal:
    return ask_second(
        actor, entry, case, kind=kind, payload={"death": str(death.id)}, reason=reason, key="death_ask", at=at
    )


@effect
def seal_file(case: Case, death: Death, *, by: str, at: dt.datetime) -> None:
    """The death is recorded, the case closed with that reason and its file sealed.

    What is written stays. A case that had closed for another reason keeps the day it closed. Where
    nobody worked on it, its officer is who proposed.
    """
    death.status_before, death.closed_before = case.status, case.closed_at
    death.recorded_at, death.recorded_by = at, by
    death.save()
    write_closing(case, DEATH, by=by, at=at)
    case.status, case.closed_at = "closed", case.closed_at or at
    case.officer = case.officer or offices.users({uuid.UUID(death.proposed_by)})[0]
    case.sealed_at = at
    case.save(update_fields=["status", "closed_at", "officer", "sealed_at"])
    PlanItem.objects.filter(case=case, state="open").update(state="dropped")
    block(case, at)
    replan(case, timezone.now())


@effect
def open_file(case: Case, death: Death, *, asked_by: str, by: str, how: str, at: dt.datetime) -> None:
    """The person lives: the file opens as it was, with what is due from now; both entries stay."""
    death.undone_at, death.undone_by, death.undo_asked_by = at, by, asked_by
    death.undoing = Death.undoing.seal(death, {"how": how}, case.key_id)
    death.save()
    case.sealed_at = None
    case.save(update_fields=["sealed_at"])
    block(case, None)
    add_act(case, "reopened", at=at, by=by)
    case.status = death.status_before if death.closed_before is None else "active"
    case.closed_at = None
    case.save(update_fields=["status", "closed_at"])
    replan(case, timezone.now())
    queue_each(
        attending(case, SECOND),
        key=f"death_undone:{death.id}",
        about=case.id,
        subject=case.folio,
        body=BACK,
        at=at,
        urgent=True,
    )


@effect
def note_told(
    case: Case,
    death: Death,
    kind: str,
    *,
    by: str,
    at: dt.datetime,
    about: str = "",
    partner: Partner | None = None,
    who: str = "",
) -> DeathTold:
    """Somebody heard of it, or of what ended with it: they hear it too should it be taken back."""
    made = DeathTold(
        id=uuid.uuid4(),
        case=case,
        death=death,
        kind=kind,
        about=about,
        partner=partner,
        told_at=at,
        told_by=by,
    )
    if who.strip():
        made.sealed = DeathTold.sealed.seal(made, {"who": who.strip()})
    made.save(force_insert=True)
    return made


@act("death.tell", requires="death.tell", on="case")
def tell_of_death(
    *, actor: Actor, entry: Entry, case: Case, kind: str, who: str, at: dt.datetime
) -> DeathTold:
    """Note by hand who was told, by a person: nothing is sent. Raises ``BadInput`` without who."""
    found = access_death.standing(case)
    if found is None or kind not in ("family", "authority", "other"):
        raise Absent()
    if not who.strip():
        raise bad_input("say_who_was_told", where="who")
    check_happened(at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(kind=kind)
    return note_told(case, found, kind, by=actor.user, at=at, who=who)


@act("death.correct", requires="death.tell", on="case")
def tell_correction(*, actor: Actor, entry: Entry, case: Case, told: DeathTold, at: dt.datetime) -> None:
    """Who had been told of a death that was taken back has now heard that she lives. Raises ``Absent``."""
    told.refresh_from_db()
    if told.case_id != case.id or told.death.undone_at is None or told.corrected_at is not None:
        raise Absent()
    told.corrected_at, told.corrected_by = at, actor.user
    told.save(update_fields=["corrected_at", "corrected_by"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(kind=told.kind)
