"""Opening a case (without a name) and saying who works on it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.held import lock
from cauce.custody.keystore import create_keys
from cauce.people.actions import add_person
from cauce.protocol.editions.access import annex_number, current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post, User

from ..access_recusals import parties
from ..models import Case, PlanItem
from ..replan import replan
from ._shared import add_act, check_happened, set_facts
from .handing import note_handover

bad_input = BadInputs(__file__)


@effect
def next_folios(post: Post, year: int, count: int) -> list[str]:
    """So many folios that no case of the post has; they are its own once their cases are written."""
    # The post row is locked, so two officers never get the same number.
    lock(post)
    start = f"{post.code}-{year}-"
    last = (
        Case.objects.everywhere("folio")
        .filter(folio__startswith=start)
        .order_by("-folio")
        .values_list("folio", flat=True)
        .first()
    )
    first = int(last.rsplit("-", 1)[1]) + 1 if last else 1
    return [f"{start}{first + n:05d}" for n in range(count)]


@act("case.open", requires="case.work", on="post")
def open_case(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    channel: str,
    started_at: dt.datetime,
    present: bool = True,
    officer: User | None = None,
    facts: dict[str, Any] | None = None,
) -> Case:
    """Open a case from a contact that began at an instant; no name is asked.

    Raises ``BadInput`` for a contact in the future, ``Unknown`` for an unknown channel.
    """
    check_happened(started_at)
    case_id, key, draft = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    create_keys([key, draft], post.code)
    [folio] = next_folios(post, started_at.astimezone(ZoneInfo(post.time_zone)).year, 1)
    person = add_person(actor=actor, post_code=post.code, key_id=key)
    now = timezone.now()
    case = Case.objects.create(
        id=case_id,
        post=post,
        person=person,
        key_id=key,
        draft_key_id=draft,
        officer=officer,
        folio=folio,
        edition=current_edition(now).info.id,
        annex=annex_number(post.code),
        opened_at=now,
    )
    known = {"contact.channel": channel, "contact.present": present, **(facts or {})}
    set_facts(case, known, at=started_at, by=actor.user)
    add_act(case, "contact_started", at=started_at, by=actor.user)
    add_act(case, "case_opened", at=now, by=actor.user)
    replan(case, now)
    entry.about("case", case.id, post=post.code)
    entry.detail(channel=channel)
    return case


@act("case.assign", requires="case.work", on="case")
def assign(*, actor: Actor, entry: Entry, case: Case, officer: User | None) -> None:
    """Say who works on the case; None: nobody in particular. Raises ``BadInput`` for a party to it."""
    if officer is not None and officer.id in parties(case):
        raise bad_input("this_person_cannot_go_on_with_it", where="officer")
    before, case.officer = case.officer, officer
    case.save(update_fields=["officer"])
    if officer is not None and officer != before:
        note_handover(case, before, officer, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(officer=str(officer.id) if officer else "")


@effect
def hand_plan(case: Case, before: User, after: User) -> None:
    """What somebody who leaves was to do by the plan is now for whoever works on the case."""
    PlanItem.objects.filter(case=case, state="open", responsible=before).update(responsible=after)
