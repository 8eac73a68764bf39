"""An outing is counted; what lacks before it and is open after it is told; something may come later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.intake.outings.rules import MOST_PEOPLE
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .. import access
from ..models import Outing
from ._shared import check_holds

bad_input = BadInputs(__file__)

SUBJECT = "Mire una jornada / Look at an outing"
BODIES = {
    ("ahead"): (
        "Le falta algo para poder hacerse. Está en Jornadas. / It lacks something to be held. See Outings."
    ),
    ("near"): (
        "Es pronto y todavía le falta algo. Está en Jornadas. / It is soon and still "
        "lacks something. See Outings."
    ),
    "after": "Quedó algo abierto. Está en Jornadas. / Something was left open. See Outings.",
    ("late"): (
        "Llegó algo después; está completo. Está en Jornadas. / Something came later; "
        "it is whole. See Outings."
    ),
}
COUNTS = ("offered", "sheets", "talks", "opened")


def _whom(outing: Outing, at: dt.datetime) -> list[User]:
    """Whoever leads the post and whoever leads the outing; never nobody."""
    people = offices.staff(outing.post_id, "head_of_post") or offices.staff(
        outing.post_id, "protection_consul"
    )
    leads = [one.user for one in outing.members.filter(part="lead").select_related("user")]
    here = {one.id for one in access.staff_of(outing.post_id)}
    found = {one.id: one for one in (*people, *(one for one in leads if one.id in here))}
    return list(found.values()) or offices.holders("headquarters", at=at)


def _queue(outing: Outing, stage: str, people: Iterable[User], at: dt.datetime) -> int:
    key = access.notice_key(outing, stage)
    return queue_each(people, key=key, about=None, subject=SUBJECT, body=BODIES[stage], at=at)


@act("outing.close", requires="outing.work", on="outing")
def close_outing(
    *, actor: Actor, entry: Entry, outing: Outing, counts: dict[str, int | None], at: dt.datetime
) -> None:
    """Its counts: people offered, sheets, private talks, cases opened; None: nobody counted. What came later
    counts as seen from now on. Raises ``BadInput`` before it began and for a number beyond all measure."""
    check_holds(outing)
    if at < outing.starts_at:
        raise bad_input("it_has_not_started")
    for name in COUNTS:
        many = counts.get(name)
        if many is not None and not 0 <= many <= MOST_PEOPLE:
            raise bad_input("that_number_cannot_be", where=name, most_people=MOST_PEOPLE)
        setattr(outing, name, many)
    outing.closed_at, outing.closed_by, outing.late_at = at, actor.user, None
    outing.seen = len(access.forms_of(outing))
    outing.save()
    entry.about("outing", outing.id, post=outing.post_id)


@act("outing.tell", requires="system.run", on="outing")
def tell_outing(
    *, actor: Actor, entry: Entry, outing: Outing, stage: str, codes: tuple[str, ...], at: dt.datetime
) -> int:
    """What it lacks (``ahead``, ``near``) or left open (``after``) is told, once each; how many were told."""
    entry.about("outing", outing.id, post=outing.post_id)
    told = _queue(outing, stage, _whom(outing, at), at)
    entry.detail(stage=stage, codes=list(codes), told=told)
    return told


@act("outing.late", requires="system.run", on="outing")
def mark_late(*, actor: Actor, entry: Entry, outing: Outing, at: dt.datetime) -> int:
    """Forms of it came after it was closed: it is open again until somebody looks; how many came."""
    now = len(access.forms_of(outing))
    more = now - outing.seen
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(forms=more)
    if more <= 0:
        return 0
    outing.seen, outing.late_at = now, at
    outing.save(update_fields=["seen", "late_at"])
    _queue(outing, "late", _whom(outing, at), at)
    return more
