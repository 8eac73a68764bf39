"""What holds a family up: opened with somebody who is to move it, resolved, chased when it is old."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act
from cauce.family.reunification.rules.reunion import OWNERS
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from ..models import Blocker, Relative, Reunification
from ._family import check_open, fresh, tell_post, today

bad_input = BadInputs(__file__)

BODIES = {
    "step": "Algo espera un paso desde hace tiempo; está en Familias. / "
    "Something has waited for a step for long; see Families.",
    "blocker": "Algo sigue detenido; está en Familias. / Something is still held up; see Families.",
    "birthday": "Hay una fecha que conviene mirar; está en Familias. / "
    "There is a date worth looking at; see Families.",
}


@dataclass(frozen=True)
class HeldUp:
    """What holds a journey up since that day, and who is to move it."""

    kind: str
    owner: str
    since: dt.date
    note: str = ""


@act("reunion.hold_up", requires="reunion.work", on="reunion")
def open_blocker(
    *,
    actor: Actor,
    entry: Entry,
    reunion: Reunification,
    held_up: HeldUp,
    at: dt.datetime,
    relative: Relative | None = None,
) -> Blocker:
    """Something holds it up since that day, and ``owner`` is to move it. ``relative`` None: all of them.

    Raises ``Unknown`` for another kind or owner, ``BadInput`` for a day ahead.
    """
    check_open(reunion)
    kinds = [one.id for one in current_edition().catalogues["reunion_blockers"]]
    if held_up.kind not in kinds:
        raise unknown("obstáculos", "obstacles", held_up.kind, kinds)
    if held_up.owner not in OWNERS:
        raise unknown("responsables", "owners", held_up.owner, OWNERS)
    if held_up.since > today(reunion, at):
        raise bad_input("that_day_has_not_come_yet_write", where="since")
    if relative is not None:
        fresh(reunion, relative)
    made = Blocker(
        id=uuid.uuid4(),
        reunification=reunion,
        relative=relative,
        kind=held_up.kind,
        owner=held_up.owner,
        opened_on=held_up.since,
        by=actor.user,
    )
    if held_up.note.strip():
        made.sealed = Blocker.sealed.seal(made, held_up.note.strip())
    made.save(force_insert=True)
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), kind=held_up.kind, owner=held_up.owner)
    return made


@act("reunion.resolve", requires="reunion.work", on="reunion")
def resolve_blocker(
    *, actor: Actor, entry: Entry, reunion: Reunification, blocker: Blocker, at: dt.datetime
) -> None:
    """It no longer holds anybody up. Raises ``BadInput`` when it was resolved before."""
    check_open(reunion)
    blocker.refresh_from_db()
    if blocker.reunification_id != reunion.id:
        raise Absent()
    if blocker.resolved_on is not None:
        raise bad_input("that_obstacle_was_resolved_already")
    blocker.resolved_on = today(reunion, at)
    blocker.save(update_fields=["resolved_on"])
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(case=str(reunion.case_id), kind=blocker.kind)


@act("reunion.chase", requires="system.run", on="reunion")
def chase_family(
    *, actor: Actor, entry: Entry, reunion: Reunification, why: str, key: str, at: dt.datetime
) -> None:
    """Something waited too long: whoever works on it is told, once for each key, in neutral words."""
    entry.about("reunion", reunion.id, post=reunion.case.post_id)
    entry.detail(why=why)
    if reunion.state == "open":
        tell_post(reunion, key, BODIES[why], at)
