"""Where a kit is: given out, used, spoiled, lost. A lost one opens an incident."""

from __future__ import annotations

import datetime as dt

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.intake.kits.words import PLACES
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import open_incident

from .. import access
from ..models import Kit

bad_input = BadInputs(__file__)

LOST = (
    "Hay un incidente por revisar / An incident waits to be looked at",
    "Falta un papel. / A paper is missing.",
)


def _check_state(kit: Kit, *states: str) -> None:
    """Raises ``BadInput`` for a kit that is past this: what somebody else did meanwhile stands."""
    if kit.state not in states:
        raise bad_input("somebody_else_already_said_something_else", where="kit")


@effect
def _waits(kit: Kit, at: dt.datetime, by: str) -> None:
    """It waits to be entered from now on, and is chased anew: also one that was lost and turned up."""
    kit.state, kit.used_at, kit.used_by, kit.chased = "used", at, by, 0
    kit.ended_at, kit.ended_by = None, ""
    kit.save(update_fields=["state", "used_at", "used_by", "chased", "ended_at", "ended_by"])


@act("kit.give", requires="kit.manage", on="kit")
def give(*, actor: Actor, entry: Entry, kit: Kit, to: str, at: dt.datetime) -> None:
    """Say where a kit is kept from now on. Raises ``Unknown``, ``BadInput`` for one that was used."""
    if to not in PLACES:
        raise unknown("lugares", "places", to, PLACES, "to")
    _check_state(kit, "printed", "given")
    kit.state, kit.given_to, kit.given_at = "given", to, at
    kit.save(update_fields=["state", "given_to", "given_at"])
    entry.about("kit", kit.id, post=kit.post_id)
    entry.detail(to=to)


@act("kit.use", requires="kit.manage", on="kit")
def use(*, actor: Actor, entry: Entry, kit: Kit, at: dt.datetime) -> None:
    """A kit was written on and waits to be entered."""
    _check_state(kit, "printed", "given", "lost")
    _waits(kit, at, actor.user)
    entry.about("kit", kit.id, post=kit.post_id)


@act("kit.spoil", requires="kit.manage", on="kit")
def spoil(*, actor: Actor, entry: Entry, kit: Kit, at: dt.datetime) -> None:
    """A blank kit that nobody will use: printed badly, torn, or lost and found again.

    Never one that was used.
    """
    _check_state(kit, "printed", "given", "lost")
    kit.state, kit.ended_at, kit.ended_by = "spoiled", at, actor.user
    kit.save(update_fields=["state", "ended_at", "ended_by"])
    entry.about("kit", kit.id, post=kit.post_id)


@act("kit.unspoil", requires="kit.manage", on="kit")
def unspoil(*, actor: Actor, entry: Entry, kit: Kit, at: dt.datetime) -> None:
    """It was no blank one after all: something is written on it, and it waits to be entered."""
    _check_state(kit, "spoiled")
    _waits(kit, at, actor.user)
    entry.about("kit", kit.id, post=kit.post_id)


@act("kit.lose", requires="kit.manage", on="kit")
def lose(*, actor: Actor, entry: Entry, kit: Kit, at: dt.datetime) -> None:
    """A kit is missing: an incident opens and whoever leads the post is told.

    Its case, if it has one, stays as it is. Raises ``BadInput`` for one that is missing or spoiled.
    """
    _check_state(kit, "printed", "given", "used", "entered")
    if kit.state != "entered":  # what was entered stays entered; the paper is what is missing
        kit.state = "lost"
    elif kit.ended_at is not None:
        _check_state(kit)
    kit.ended_at, kit.ended_by = at, actor.user
    kit.save(update_fields=["state", "ended_at", "ended_by"])
    incident = open_incident(post=kit.post, kind="kit_lost", about=kit.id, at=at, by=actor.user)
    case = access.case_of(kit)
    queue_each(
        offices.staff(kit.post_id, "head_of_post", case=case),
        key=f"incident:{incident.id}",
        about=case,
        at=at,
        subject=LOST[0],
        body=LOST[1],
        urgent=True,
    )
    entry.about("kit", kit.id, post=kit.post_id)
    entry.detail(incident=str(incident.id))
