"""A case passes from one person to another: what the next one must know, and that she was told."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cauce.cases.rules.handover import IN_PERSON, check_sheet
from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue
from cauce.staff.offices.models import User

from .. import sections
from ..contact import safe_now
from ..models import Case, Handover, Relief
from ._shared import check_happened, fresh

bad_input = BadInputs(__file__)

SUBJECT = "Un pendiente / A task"


@effect
def note_handover(case: Case, before: User | None, after: User, at: dt.datetime) -> None:
    """Somebody else works on the case from now on; a request that somebody should is answered.

    Without anybody before, the person knows nobody yet who would have to introduce the next one. Passed
    on again before the person knew: they are told once, of whoever is there now.
    """
    Relief.objects.filter(case=case, ended_at=None).exclude(asked_by=after).update(ended_at=at, ended="taken")
    waiting = Handover.objects.filter(case=case, told_at=None).order_by("-at").first()
    if waiting is not None:
        if waiting.before_id == after.id:
            waiting.delete()  # it came back: for the person nothing has changed
            return
        waiting.after, waiting.at, waiting.chased_at = after, at, None
        waiting.save(update_fields=["after", "at", "chased_at"])
    elif before is not None:
        Handover.objects.create(case=case, before=before, after=after, at=at)


@act("handover.write", requires="case.work", on="case")
def write_sheet(*, actor: Actor, entry: Entry, case: Case, content: dict[str, str], seen: int) -> int:
    """Keep the sheet that the next person reads (``rules.handover.PARTS``); its version.

    Raises ``BadInput`` when it says nothing or keeping was not agreed, ``SectionConflict`` when somebody
    saved meanwhile.
    """
    version = sections.write(
        case, "handover", check_sheet(content), seen=seen, at=timezone.now(), by=actor.user
    )
    entry.about("case", case.id, post=case.post_id)
    entry.detail(version=version)
    return version


@act("handover.tell", requires="case.work", on="case")
def tell_handover(
    *, actor: Actor, entry: Entry, case: Case, handover: Handover, way: str, at: dt.datetime
) -> None:
    """The person knows who works on the case now. ``way``: ``in_person``, or one that is safe now.

    Raises ``BadInput`` for a way that is not safe at ``at``, an instant in the future or before the
    change, or when it was told already.
    """
    fresh(case, handover)
    _check_after(handover, at)
    if handover.told_at is not None:
        raise _already()
    if way != IN_PERSON and way not in safe_now(case, at):
        raise bad_input("channel_is_not_marked_as_safe", where="way")
    handover.told_at, handover.told_by = at, actor.user
    handover.save(update_fields=["told_at", "told_by"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(handover=str(handover.id), way=way)


@act("handover.introduce", requires="case.work", on="case")
def introduce(*, actor: Actor, entry: Entry, case: Case, handover: Handover, at: dt.datetime) -> None:
    """The person met whoever works on the case now. Raises ``BadInput`` as ``tell_handover``.

    Whoever was introduced was told: one note is enough for both.
    """
    fresh(case, handover)
    _check_after(handover, at)
    if handover.introduced_at is not None:
        raise _already()
    handover.introduced_at, handover.introduced_by = at, actor.user
    if handover.told_at is None:
        handover.told_at, handover.told_by = at, actor.user
    handover.save(update_fields=["introduced_at", "introduced_by", "told_at", "told_by"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(handover=str(handover.id))


def _check_after(handover: Handover, at: dt.datetime) -> None:
    check_happened(at)
    if at < handover.at:
        raise bad_input("that_is_before_the_officer_in_charge_changed", where="at")


def _already() -> BadInput:
    return bad_input("it_has_already_been_recorded")


@act("handover.chase", requires="system.run", on="case")
def chase_handover(*, actor: Actor, entry: Entry, case: Case, handover: Handover, at: dt.datetime) -> None:
    """Whoever works on the case now is reminded, once, that the person was not told yet."""
    fresh(case, handover)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(handover=str(handover.id))
    if handover.told_at or handover.chased_at:
        return  # told while this waited for the case
    handover.chased_at = at
    handover.save(update_fields=["chased_at"])
    queue(
        key=f"handover:{handover.id}:{handover.after_id}",
        recipient=str(handover.after_id),
        about=case.id,
        subject=SUBJECT,
        at=at,
        body="Falta decirle a alguien que ahora le atiende usted. / "
        "Somebody has not been told yet that you attend them now.",
    )
