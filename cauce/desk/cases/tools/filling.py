"""What the pages of a form show: what the case knows beside what is typed, and what disagrees."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cauce.cases.access_forms import held_by
from cauce.cases.models import Case, FilledForm
from cauce.cases.prefill import PLACES, Known, prefill, table
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_tools import Tool, ToolField
from cauce.people.access import Opened
from cauce.protocol.documents.toolsheet import Leaf, leaf_of
from cauce.rules.dates import zone
from cauce.rules.referral import STATE_LABELS
from cauce.rules.tool_tables import HEADS
from cauce.rules.tools import disagreements
from cauce.sharing.referrals import access as referrals
from cauce.ui.addresses import address_of
from cauce.ui.words import exact, language_of, say

from ..frame.saying import language

CLOSED = say("Se guarda aparte; aquí no se muestra", "Kept separately; not shown here")
# The tabs of the desk where what a case knows is changed; the rest changes on the page of the case.
CHANGED_AT = {
    "identity": "protection:identity",
    "plan": "protection:plan",
    "refer": "protection:refer",
    "consent": "protection:consent",
    "risk": "protection:risk",
    "history": "protection:history",
    "case": "protection:case",
}


def asks_identity(tool: Tool) -> bool:
    """Whether the tool prints who the person is."""
    return any((f.from_case or "").startswith("identity:") for f in tool.fields)


def more_of(case: Case, edition: Edition) -> dict[str, Any]:
    """What only the floor of referrals knows of the case, by the name of its origin."""
    needs = {row.id: row.title for row in edition.catalogues["needs"]}
    rows = [
        [one.service.name, needs.get(one.need, one.need), STATE_LABELS[one.state]]
        for one in referrals.sent_for(case)
    ]
    return {"referrals:rows": table("referrals:rows", rows)}


@dataclass(frozen=True)
class Filled:
    """A form as it stands: ``known`` by the case, ``answers`` typed, ``notices`` of what disagrees."""

    tool: Tool
    known: dict[str, Known]
    answers: dict[str, Any]
    notices: tuple[Text, ...]

    def printed(self) -> dict[str, Any]:
        """What is known, as a sheet takes it; what is closed is left for a pen."""
        return {name: one.value for name, one in self.known.items() if one.state == "known"}


def filled(
    case: Case,
    edition: Edition,
    tool: Tool,
    at: dt.datetime,
    *,
    form: FilledForm | None,
    identity: Opened | None = None,
    answers: dict[str, Any] | None = None,
) -> Filled:
    """The form with what the case knows: today for a draft, on the day it was finished otherwise.

    Who the person is comes from ``identity`` only. ``answers`` stand in for those of the draft.
    """
    known = prefill(case, tool, at, identity=identity, more=more_of(case, edition))
    held = held_by(form) if form is not None else {"answers": {}, "known": {}}
    if form is not None and form.state == "final":
        known = {f.id: _then(f, known[f.id], held["known"]) for f in tool.fields if f.from_case}
    typed = held["answers"] if answers is None else answers
    raw = {name: one.raw for name, one in known.items() if one.state == "known"}
    on = at.astimezone(zone(case.post.time_zone)).date()
    return Filled(tool, known, typed, disagreements(tool, raw | typed, on))


def _then(field: ToolField, now: Known, held: dict[str, Any]) -> Known:
    """What was known when the form was finished; who the person is stays in its vault."""
    kind = (field.from_case or "").partition(":")[0]
    if kind == "identity":
        return now
    value = held.get(field.id)
    # An age is compared as it is now known only while the form may still change.
    raw = now.raw if value is not None else None
    return Known("not_known" if value is None else "known", PLACES[kind], value, raw)


def leaf(case: Case, edition: Edition, what: Filled, language: str, *, draft: bool = False) -> Leaf:
    """The filled sheet in one language, with rows for a pen in a ``draft``; what disagrees stands on it where
    a document was looked at.
    """
    looked_at = any(field.means == "birth_date" for field in what.tool.typed)
    return leaf_of(
        edition,
        what.tool,
        language,
        filled=what.printed() | what.answers,
        zone=case.post.time_zone,
        notices=what.notices if looked_at else (),
        draft=draft,
    )


def parts(what: Filled, form: Any, case_id: UUID) -> list[dict[str, Any]]:
    """The sections of a form for the screen: facts with the way to their page, tables, typed fields."""
    found = []
    for section in what.tool.sections:
        facts, tables = [], []
        for field in section.fields:
            if field.from_case is None:
                continue
            one = what.known[field.id]
            href = address_of(CHANGED_AT[one.place], case_id)
            if field.kind == "table":
                tables.append({"table": _table(field, one), "href": href, "name": field.label})
            else:
                facts.append({"name": field.label, "value": _said(one), "change_href": href})
        typed = [form[f.id] for f in section.fields if form is not None and f.id in form.fields]
        found.append({"section": section, "facts": facts, "tables": tables, "fields": typed})
    return found


def _said(one: Known) -> Any:
    if one.state == "closed":
        return CLOSED
    return None if one.state == "not_known" else _day(one.value)


def _day(value: Any) -> Any:
    try:
        return exact(dt.date.fromisoformat(value), language_of(language()))
    except (TypeError, ValueError):
        return value


def _table(field: ToolField, one: Known) -> dict[str, Any]:
    held = one.value if one.state == "known" else {"rows": []}
    rows, heads = held["rows"], held.get("heads") or HEADS[field.from_case or ""]
    return {
        "caption": field.label,
        "stack": True,
        "columns": [{"name": head} for head in heads],
        "rows": [[_day(cell) for cell in row] for row in rows],
    }
