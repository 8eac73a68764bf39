"""Calls and turns as lines of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from cauce.content.model import Text, both
from cauce.intake.calls.models import Call
from cauce.intake.calls.rules import NAMES
from cauce.protocol.editions.access import current_edition
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.models import DutyTurn, Post
from cauce.staff.offices.rules import Trouble

ACKNOWLEDGED = Text(es="Ya la atiende alguien", en="Somebody is handling it")
YOURS = Text(es="La atiende usted", en="You are handling it")
NOBODY_YET = Text(es="Nadie la atiende todavía", en="Nobody is handling it yet")
BACK = Text(es="Se devolvió la llamada", en="The call was returned")
ONE_CALL = both("Una llamada espera respuesta", "One call awaits an answer")
CALLS = both("{n} llamadas esperan respuesta", "{n} calls await an answer")
DECIDE = both(
    "Decidir el siguiente paso de la llamada que atiende", "Decide the next step of the call you took"
)
TROUBLES = {
    "hole": Text(es="Nadie contesta", en="Nobody answers"),
    "overlap": Text(es="Dos personas a la vez", en="Two people at once"),
}
AHEAD = dt.timedelta(days=14)


def channel_of(call: Call) -> Text:
    """How the call came."""
    names = {one.id: one.title for one in current_edition().catalogues["channels"]}
    return names[call.channel]


def row_of(call: Call, at: dt.datetime, reader: str = "") -> dict[str, Any]:
    """One call as a line for ``reader``: how soon, who has it, and by when it must be answered."""
    late = call.back_due_at is not None and not call.called_back_at and call.back_due_at < at
    waits = call.acknowledged_at is None
    has = YOURS if reader and call.acknowledged_by == reader else ACKNOWLEDGED
    state = (
        "danger" if waits and call.urgency == "urgent" else "overdue" if late else "soon" if waits else "open"
    )
    return {
        "call": call,
        "state": state,
        "soon": NAMES[call.urgency],
        "channel": channel_of(call),
        "late": late,
        "said": BACK if call.called_back_at else NOBODY_YET if waits else has,
    }


def call_rows(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """The calls that nobody answers yet as one row of a first page, by ``access.unanswered_here``; empty:
    there is none."""
    many, now = counts.get("calls", 0), counts.get("calls_now", 0)
    if not many:
        return []
    said = ONE_CALL if many == 1 else both(CALLS.es.format(n=many), CALLS.en.format(n=many))
    about = NAMES["urgent"] if now else ""
    return [
        {
            "title": said,
            "href": reverse("calls:home"),
            "about": about,
            "state": "danger" if now else "soon",
            "rings": bool(now),
        }
    ]


def held_rows(calls: Iterable[Call], at: dt.datetime) -> list[dict[str, Any]]:
    """The calls that the reader has, each as a row of a first page with the hour by which to answer it, until
    it is decided; what was said in them is read on their page alone."""
    rows = []
    for call in calls:
        line, due = row_of(call, at), None if call.called_back_at else call.back_due_at
        about = [NAMES[call.urgency], line["channel"]]
        rows.append(
            {
                "title": DECIDE,
                "href": reverse("calls:call", args=[call.id]),
                "about": both(*(" · ".join(one[lang] for one in about) for lang in ("es", "en"))),
                "due": due,
                "overdue": line["late"],
                "state": "overdue" if line["late"] else "soon",
                "now": call.urgency == "urgent",
            }
        )
    return rows


def lines_of(post: Post, turns: Iterable[DutyTurn], at: dt.datetime) -> list[dict[str, Any]]:
    """Turns and what they leave open in the days to come, in order of time."""
    rows: list[dict[str, Any]] = [
        {"turn": one, "start": one.starts_at, "end": one.ends_at, "now": one.starts_at <= at < one.ends_at}
        for one in turns
    ]
    rows += [said_of(one) for one in duty.uncovered(post.code, at, at + AHEAD)]
    return sorted(rows, key=lambda row: (row["start"], "trouble" in row))


def said_of(one: Trouble) -> dict[str, Any]:
    """A hole or an overlap as a line."""
    return {"trouble": TROUBLES[one.kind], "kind": one.kind, "start": one.start, "end": one.end}
