"""The plan agreed with the person: needs, services, who is responsible, by when."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue, queue_folded
from cauce.staff.offices.models import User

from ..access_due import LATE_LINE, late_key
from ..facts import edition_of
from ..models import Case, CaseAct, PlanItem
from ..replan import replan
from ._shared import add_act, check_happened, fresh, set_facts

bad_input = BadInputs(__file__)

SUBJECT = "Algo le toca / Something falls to you"
TOGETHER = dt.timedelta(days=1)


@act("plan.add_item", requires="case.work", on="case")
def add_plan_item(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    need: str,
    agreed: str,
    due_on: dt.date,
    responsible: User | None,
    at: dt.datetime,
) -> PlanItem:
    """Add a line to the plan. Raises ``Unknown`` for a need outside the catalogue."""
    needs = [item.id for item in edition_of(case).catalogues["needs"]]
    if need not in needs:
        raise unknown("necesidades", "needs", need, needs)
    item = PlanItem(
        id=uuid.uuid4(),
        case=case,
        need=need,
        due_on=due_on,
        responsible=responsible,
        made_at=check_happened(at),
        by=actor.user,
    )
    item.sealed = PlanItem.sealed.seal(item, {"agreed": agreed})
    item.save(force_insert=True)
    fact = f"need.{need}"
    if fact in edition_of(case).facts:
        set_facts(case, {fact: True}, at=at, by=actor.user)
    replan(case, timezone.now())
    tell_of_line(item, at=timezone.now(), by=actor.user)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(need=need)
    return item


@effect
def tell_of_line(item: PlanItem, *, at: dt.datetime, by: str) -> None:
    """Whoever is to do it by the plan is told, once, unless they wrote it themselves."""
    if item.responsible_id is None or str(item.responsible_id) == by or item.state != "open":
        return
    queue(
        key=f"plan:{item.id}",
        recipient=str(item.responsible_id),
        about=item.case_id,
        subject=SUBJECT,
        at=at,
        body="Un plan le pide algo; está en sus pendientes. / "
        "A plan asks something of you; it is in your list.",
    )


@act("plan.chase", requires="system.run", on="case")
def chase_line(*, actor: Actor, entry: Entry, case: Case, item: PlanItem, at: dt.datetime) -> None:
    """The day of a line of the plan passed: whoever is to do it is told, once; of many in one notice."""
    entry.about("case", case.id, post=case.post_id)
    entry.detail(need=item.need)
    queue_folded(
        key=late_key(item),
        like=LATE_LINE,
        within=TOGETHER,
        recipient=str(item.responsible_id),
        subject=SUBJECT,
        at=at,
        body="Pasó el día de algo que le toca por un plan; está en sus pendientes. / "
        "The day of something that a plan asks of you has passed; it is in your list.",
    )


@act("plan.agree", requires="case.work", on="case")
def agree_plan(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """The person agrees to the plan as it stands. Raises ``BadInput`` when it has no line."""
    if not PlanItem.objects.filter(case=case, state="open").exists():
        raise bad_input("the_plan_has_no_action_yet", where="plan")
    first = not CaseAct.objects.filter(case=case, name="plan_agreed").exists()
    add_act(case, "plan_agreed" if first else "plan_reviewed", at=at, by=actor.user)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)


@act("plan.close_item", requires="case.work", on="case")
def close_plan_item(
    *, actor: Actor, entry: Entry, case: Case, item: PlanItem, state: str, at: dt.datetime
) -> None:
    """Close a line: done, offered and declined (no departure), or dropped."""
    if state not in ("done", "declined", "dropped"):
        raise unknown("cierres", "endings", state, ("done", "declined", "dropped"))
    fresh(case, item)
    item.state = state
    item.save(update_fields=["state"])
    entry.about("case", case.id, post=case.post_id)
    entry.detail(need=item.need, state=state)
