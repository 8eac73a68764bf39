"""How the person may be reached: confirmed with the person, for a while, and nothing else."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.rules.contact import NEVER, SHE_COMES
from cauce.rules.discreet_text import REMINDERS
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import User

from ..contact import verdict_for
from ..facts import edition_of
from ..models import Case, PlanItem, SafeContact
from ._shared import check_happened

bad_input = BadInputs(__file__)


def _check_ways(case: Case, ways: Sequence[dict[str, Any]], never: str) -> None:
    known = [one.id for one in edition_of(case).catalogues["contact_ways"]]
    for one in ways:
        if one["way"] not in known:
            raise unknown("medios", "ways", one["way"], known)
        if one["way"] not in (NEVER, SHE_COMES) and not one.get("days"):
            raise bad_input("say_on_which_days", where=one["way"])
    if not ways and not never:
        raise bad_input("choose_a_channel", where="ways")


@act("contact.confirm", requires="case.work", on="case")
def confirm_contact(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    ways: Sequence[dict[str, Any]],
    at: dt.datetime,
    never: str = "",
    word: str = "",
) -> SafeContact:
    """What the person says today about being reached; it holds for ``safe-contact-validity``.

    ``ways``: for each ``way``, its ``days`` (Monday is 0), ``start`` and ``end`` (HH:MM; the same:
    all day), ``languages`` (none: not known yet, it holds in that of the case once it is told) and the
    ``address`` (a number, a name); empty: only ``never`` was said, what not to do.
    ``word``: what the person says so that whoever calls knows it is them, alone; empty: none is agreed.
    """
    _check_ways(case, ways, never)
    check_happened(at)
    days = parameter_on(edition_of(case), "safe-contact-validity", at.date()).value
    record = SafeContact(
        id=uuid.uuid4(), case=case, confirmed_at=at, expires_at=at + dt.timedelta(days=days), by=actor.user
    )
    record.sealed = SafeContact.sealed.seal(record, {"ways": list(ways), "never": never, "word": word})
    before = SafeContact.objects.filter(case=case, expires_at__gt=at).values_list("id", flat=True)
    # A number of before may be in other hands by now: no older copy of the database calls it again.
    note("contact", *before)
    record.save(force_insert=True)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(ways=sorted({one["way"] for one in ways}))
    return record


@again("contact")
def _over_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    # What the person said instead is lost with the copy: until somebody asks again, nobody is contacted.
    return SafeContact.objects.filter(id__in=ids, expires_at__gt=at).update(expires_at=at)


@effect
def add_task(
    *, case: Case, need: str, words: str, due_on: dt.date, by: str, responsible: User | None = None
) -> PlanItem:
    """A line of the plan that follows from an act: somebody of the post does it, in person."""
    item = PlanItem(
        id=uuid.uuid4(),
        case=case,
        need=need,
        due_on=due_on,
        responsible=responsible or case.officer,
        made_at=timezone.now(),
        by=by,
    )
    item.sealed = PlanItem.sealed.seal(item, {"agreed": words})
    item.save(force_insert=True)
    return item


@act("contact.remind", requires="case.work", on="case")
def remind(
    *, actor: Actor, entry: Entry, case: Case, what: str, way: str, language: str, at: dt.datetime
) -> PlanItem | None:
    """A neutral reminder to the person, only through what is safe at this moment.

    None: it may be sent, with the words of ``REMINDERS``. Otherwise nothing is sent, and the task
    to say it in person is returned.
    """
    if what not in REMINDERS:
        raise unknown("recordatorios", "reminders", what, REMINDERS)
    # What counts is now, whatever moment the page was opened at.
    verdict = verdict_for(case, way, language, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(what=what, way=way, allowed=verdict.allowed)
    if verdict.allowed:
        return None
    return add_task(
        case=case,
        need="in_person",
        due_on=day_at(case.post, at),
        by=actor.user,
        words="Decírselo en persona cuando venga. / Say it in person when the person comes.",
    )
