"""The plan of the day: a step is done, not done and why, or moved to another hour."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.dates import local_instant
from cauce.rules.permissions import Actor

from ..models import Outing, OutingStepDone
from ._shared import check_holds

bad_input = BadInputs(__file__)


def _row(outing: Outing, step_id: int) -> OutingStepDone:
    """Raises ``Absent``."""
    found = OutingStepDone.objects.select_for_update().filter(outing=outing, id=step_id).first()
    if found is None:
        raise Absent()
    return found


@act("outing.step", requires="outing.work", on="outing")
def end_step(
    *, actor: Actor, entry: Entry, outing: Outing, step_id: int, done: bool, why: str, at: dt.datetime
) -> None:
    """A step was done, or it was not and ``why`` says so by code; neither (``why`` ""): it is open again.

    Ticked twice, the first stands. Raises ``Unknown``, ``Absent``.
    """
    check_holds(outing)
    row = _row(outing, step_id)
    reasons = [one.id for one in current_edition().catalogues["outing_reasons"]]
    if not done and why and why not in reasons:
        raise unknown("razones", "reasons", why, reasons, "why")
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(step=row.step, done=done)
    if done and row.done_at is not None:
        return
    row.done_at, row.not_done = (at, "") if done else (None, why)
    row.done_by = actor.user if done or why else ""
    row.save(update_fields=["done_at", "done_by", "not_done"])


@act("outing.move", requires="outing.plan", on="outing")
def move_step(
    *, actor: Actor, entry: Entry, outing: Outing, step_id: int, to: dt.time, at: dt.datetime
) -> None:
    """A step is due at another hour of its day, on the wall of the place. Raises ``BadInput`` for one that
    has no hour, ``Absent``."""
    check_holds(outing)
    row = _row(outing, step_id)
    if row.at is None:
        raise bad_input("that_step_has_no_hour", where="to")
    row.at = local_instant(row.on, to, ZoneInfo(outing.time_zone)).astimezone(dt.UTC)
    row.save(update_fields=["at"])
    entry.about("outing", outing.id, post=outing.post_id)
    entry.detail(step=row.step)
