"""A line of the plan that was written wrong: its need, what was agreed, who answers, by when, its end."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from cauce.cases import sections
from cauce.cases.actions import put_facts_right, tell_of_line
from cauce.cases.facts import edition_of
from cauce.cases.models import Case, PlanItem
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import User

from ..known_before import known_before
from ..models import CaseCorrection
from ..reasons import check_why
from ..standing import eased_by_facts
from .asking import ask, keep

bad_input = BadInputs(__file__)

KIND = "plan"
STATES = ("open", "done", "declined", "dropped")


class Line(NamedTuple):
    """A line of the plan as it is to stand. ``responsible`` None: nobody yet."""

    need: str
    agreed: str
    due_on: dt.date
    responsible: User | None
    state: str = "open"


@act("correction.line", requires="case.correct", on="case")
def correct_line(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    of: PlanItem,
    line: Line,
    why: str,
    hide: bool = False,
    at: dt.datetime,
) -> CaseCorrection:
    """Put another line in the place of one of the plan. ``hide``: its words should not have been written,
    and a second person agrees to that as well.

    A need that nobody has any more is not known any more. Raises ``BadInput``.
    """
    check_why(why)
    old = PlanItem.written.filter(case=case, id=of.id).first()
    if old is None:
        raise Absent()
    if old.superseded_at is not None:
        raise bad_input("line_is_corrected_meanwhile", where="why")
    needs = {item.id for item in edition_of(case).catalogues["needs"]}
    if line.need not in needs or old.need not in needs or line.state not in STATES:
        raise bad_input("that_need_is_in_no_list", where="need")
    told = {
        "why": why.strip(),
        "need": line.need,
        "agreed": line.agreed,
        "due_on": line.due_on.isoformat(),
        "responsible": str(line.responsible.id) if line.responsible else "",
        "state": line.state,
    }
    try:
        old.case = case
        if not hide and _said(old) == {name: told[name] for name in _said(old)}:
            raise bad_input("nothing_would_change", where="why")
        steps = eased_by_facts(case, _changes(case, old, line.need), at)
        made = keep(actor, case, KIND, str(old.id), told, hide=hide, waits=hide or bool(steps), at=at)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="why") from gone
    said = {"correction": made.number, "old": str(old.id), "new": "", "need": old.need, "hidden": hide}
    if steps or hide:
        ask(actor, entry, case, made, why, at)
    else:
        said = put_right(case, made, told, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(**said, steps=list(steps))
    return made


def _said(row: PlanItem) -> dict[str, str]:
    return {
        "need": row.need,
        "agreed": PlanItem.sealed.open(row)["agreed"],
        "due_on": row.due_on.isoformat(),
        "responsible": str(row.responsible_id or ""),
        "state": row.state,
    }


def _changes(case: Case, old: PlanItem, need: str) -> dict[str, Any]:
    """What is known otherwise: the new need, and of the old one what was known before, where the line alone
    made it known."""
    if need == old.need:
        return {}
    facts, found = edition_of(case).facts, {}
    stored = (sections.latest(case, "facts")[1] or {}).get(f"need.{old.need}")
    others = PlanItem.objects.filter(case=case, need=old.need).exclude(id=old.id)
    by_the_line = stored is not None and dt.datetime.fromisoformat(stored["at"]) == _first(old).made_at
    if by_the_line and not others.exists():
        found[f"need.{old.need}"] = known_before(case, f"need.{old.need}", _first(old).made_at)
    if f"need.{need}" in facts:
        found[f"need.{need}"] = True
    return found


def _first(row: PlanItem) -> PlanItem:
    while row.corrects is not None:
        row = row.corrects
    return row


@effect
def put_right(case: Case, made: CaseCorrection, told: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    """The corrected line stands, the earlier one stays as it was written; what the journal says of it."""
    old = PlanItem.written.filter(case=case, id=made.of, superseded_at=None).first()
    if old is None:
        raise bad_input("it_was_corrected_otherwise", where="reason")
    changes = _changes(case, old, told["need"])
    new = PlanItem(
        id=uuid.uuid4(),
        case=case,
        need=told["need"],
        state=told["state"],
        responsible_id=told["responsible"] or None,
        due_on=dt.date.fromisoformat(told["due_on"]),
        made_at=old.made_at,
        by=made.asked_by,
        corrects=old,
    )
    new.sealed = PlanItem.sealed.seal(new, {"agreed": told["agreed"]})
    new.save(force_insert=True)
    if new.responsible_id != old.responsible_id:
        tell_of_line(new, at=at, by=made.asked_by)
    old.superseded_at = at
    old.save(update_fields=["superseded_at"])
    made.state, made.made, made.made_at = "made", str(new.id), at
    made.save(update_fields=["state", "made", "made_at", "agreed_by"])
    if changes:
        put_facts_right(case, changes, at=old.made_at, by=made.asked_by)
    return {
        "correction": made.number,
        "old": str(old.id),
        "new": str(new.id),
        "need": old.need,
        "hidden": made.hidden,
        "version": sections.latest(case, "facts")[0] if changes else 0,
    }
