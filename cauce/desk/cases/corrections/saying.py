"""Corrections in words: what an act said before and what it says, who, when, and who agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from cauce.cases.corrections.access import Shown
from cauce.cases.facts import edition_of
from cauce.cases.models import CaseAct
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.story import act_title, note_words
from cauce.rules.dates import zone
from cauce.staff.offices import access as offices
from cauce.ui.words import exact, say

from .changes import Change, changes_of

NEVER = Text(es="No ocurrió", en="It did not happen")
REPORTED = Text(es="referido por otra persona o institución", en="reported by another person or institution")
OTHERS = {
    "act": Text(es="Una anotación", en="An entry"),
    "answers": Text(es="Respuestas de una conversación", en="Answers in a conversation"),
    "plan": Text(es="Una acción del plan", en="An action in the plan"),
    "recipient": Text(es="A quién se envió una solicitud", en="To whom a request was sent"),
    "shared": Text(es="Lo que decía una solicitud", en="What a request said"),
}
WAITS = Text(es="en espera de otra persona", en="waits for another person")
HIDES = Text(
    es="lo anterior lo leerá solo el control interno",
    en="internal control alone will read what was there",
)
DROPPED = Text(es="no se hizo", en="was not made")


def hour(row: CaseAct | None, clock: ZoneInfo) -> str:
    """When an act happened, by this row of it."""
    if row is None:
        return ""
    return said_hour(row.happened_at, row.void, row.reported, clock)


def said_hour(at: dt.datetime, void: bool, reported: bool, clock: ZoneInfo) -> str:
    language = saying.language()
    if void:
        return str(NEVER[language])
    when = exact(at.astimezone(clock), language)
    return f"{when} ({REPORTED[language]})" if reported else when


def lines(
    edition: Edition, found: list[Shown], clock: ZoneInfo, changes: Callable[[Shown], list[Change]]
) -> list[dict[str, Any]]:
    """The corrections for a page, in the order in which they come. ``changes``: what each changed."""
    people = {who for one in found for who in (one.row.asked_by, one.row.agreed_by) if who}
    names = offices.names_of(people)
    return [line(edition, one, clock, names) | {"changes": changes(one)} for one in found]


def line(edition: Edition, one: Shown, clock: ZoneInfo, names: dict[str, str]) -> dict[str, Any]:
    row, told, language = one.row, one.told, saying.language()
    after = hour(one.after, clock)
    if one.after is None and "at" in told:
        at = dt.datetime.fromisoformat(told["at"])
        after = said_hour(at, told["void"], told["reported"], clock)
    state = {"waiting": WAITS, "dropped": DROPPED}.get(row.state)
    return {
        "number": row.number,
        "at": row.made_at or row.asked_at,
        "what": act_title(edition, one.before) if one.before else OTHERS[row.kind][language],
        "before": hour(one.before, clock),
        "after": after,
        "state": state[language] if state else "",
        "by": names.get(row.asked_by, ""),
        "agreed": names.get(row.agreed_by, ""),
        "why": told.get("why", ""),
        "hidden": row.hidden and row.state == "made",
        "withheld": one.withheld,
        "note": note_words(edition, one.note) if one.note else "",
        "gone": one.gone,
    }


def known(edition: Edition, rows: list[CaseAct], clock: ZoneInfo) -> list[dict[str, str]]:
    """Acts as they were known: what, when, and when it was typed."""
    language = saying.language()
    return [
        {
            "what": act_title(edition, row),
            "at": hour(row, clock),
            "typed": exact(row.typed_at.astimezone(clock), language),
        }
        for row in rows
    ]


def to_decide(one: Shown) -> list[dict[str, Any]]:
    """The facts of a proposal: which case and what of it, what it says and what it would say; the words only
    where ``one.whole``."""
    case = one.row.case
    shown = line(edition_of(case), one, zone(case.post.time_zone), {})
    found = [
        (say("Caso", "Case"), case.folio),
        (say("Qué", "What"), shown["what"]),
        (say("Antes", "Before"), shown["before"]),
        (say("Quedaría", "It would say"), shown["after"]),
    ]
    for part in changes_of(case, one, hidden=True) if one.whole else ():
        found.append((part["name"], f"{part['before']} → {part['after']}"))
    if one.row.hidden:
        found.append((say("Y además", "And also"), HIDES[saying.language()]))
        found.append((say("Lo que se retiraría de la vista", "What would go out of sight"), shown["note"]))
    return [{"name": name, "value": value} for name, value in found if value]
