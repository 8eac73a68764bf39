"""How a petition is shown: to its office, what left for it and nothing else; to the post, its line."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from cauce.cases.facts import edition_of, vocabulary_of
from cauce.content.model import Text, both
from cauce.protocol.editions.access import current_edition
from cauce.rules import binational as rules
from cauce.rules.dates import says_due, zone
from cauce.sharing.binational.facts import kind_of, reference_of
from cauce.sharing.binational.models import Petition
from cauce.staff.offices.models import Partner
from cauce.ui.words import language_of

CAPITAL = "Ciudad de México"
SOON = dt.timedelta(hours=24)
LINE = ("sent", "received", "in_progress", "done")


@dataclass(frozen=True)
class Clock:
    """Whose hour is said: a time zone and the name of the place."""

    time_zone: str
    city: str


def clock_of(office: Partner) -> Clock:
    """The clock of an office in Mexico; where its own is not said, that of the capital."""
    name = office.time_zone or rules.HOME_ZONE
    city = CAPITAL if name == rules.HOME_ZONE else name.rpartition("/")[2].replace("_", " ")
    return Clock(name, city)


def by_when(petition: Petition, at: dt.datetime, clock: Any) -> str:
    """By when, on a clock; '' where nothing is due."""
    if petition.due_at is None or petition.state not in rules.WITH_OFFICE:
        return ""
    return says_due(
        petition.due_at,
        at=at,
        tz=zone(clock.time_zone),
        city=clock.city,
        language=language_of(get_language()),
    )


def also(petition: Petition, at: dt.datetime, mine: Any, other: Any) -> str:
    """The same on another clock; '' where both show the same hour."""
    due = petition.due_at
    if due is None or (
        due.astimezone(zone(mine.time_zone)).utcoffset() == due.astimezone(zone(other.time_zone)).utcoffset()
    ):
        return ""
    return by_when(petition, at, other)


def shape(petition: Petition, at: dt.datetime) -> str:
    """The state that a list draws beside it."""
    if petition.state == "done":
        return "met"
    if petition.state in rules.ENDS:
        return "no"
    if petition.due_at is None:
        return "to_find_out"
    if petition.due_at <= at:
        return "overdue"
    return "soon" if petition.due_at - at <= SOON else "open"


def _catalogue(name: str) -> dict[str, Text]:
    return {one.id: one.title for one in current_edition().catalogues[name]}


def outcome(petition: Petition) -> Text | None:
    """What came back, or to whom it was passed on; None: nothing yet."""
    if petition.state == "done":
        return next((o.title for o in kind_of(petition).results if o.id == petition.result), None)
    if petition.state == "not_possible":
        return _catalogue("petition_reasons").get(petition.reason)
    if petition.forwarded_to:
        return _catalogue("petition_authorities").get(petition.forwarded_to)
    return None


def _coarse(name: str, value: str) -> Text:
    catalogues = current_edition().catalogues
    if name == "region":
        known = {row["code"]: Text(es=row["name"], en=row["name"]) for row in catalogues["mx_states"]}
    elif name == "language":
        known = {row["code"]: Text(es=row["name_es"], en=row["name_en"]) for row in catalogues["languages"]}
    else:
        known = rules.PEOPLE if name == "people" else rules.CHILDREN
    return known.get(value, Text(es=value, en=value))


def facts(petition: Petition, parts: dict[str, dict[str, Any]]) -> list[dict[str, object]]:
    """Both parts as one list, the general one first; what did not leave is not even named."""
    general = [{"name": rules.COARSE_FIELDS[n], "value": _coarse(n, v)} for n, v in parts["coarse"].items()]
    named = [
        {"name": label, "value": both(value, value)}
        for name, label in vocabulary_of(petition.case).labels.items()
        if (value := parts["identity"].get(name))
    ]
    return general + named


def stations(petition: Petition, *, for_office: bool = False) -> list[dict[str, object]]:
    """Where it is: what happened, with its instants, and what may still come; an office sees it from
    when it left."""
    steps = sorted(petition.steps.all(), key=lambda step: step.number)
    if for_office:
        steps = [step for step in steps if step.state != "to_sign"]
    drawn: list[dict[str, object]] = []
    for step in steps:
        drawn.append({"label": rules.STATE_LABELS[step.state], "state": "done", "at": step.at})
    if drawn and petition.state not in rules.ENDS:
        drawn[-1]["state"] = "here"
    elif drawn and petition.state != "done":
        drawn[-1]["state"] = "broken"
    if petition.state in rules.OPEN:
        seen = {step.state for step in steps} | ({"received"} if petition.state == "forwarded" else set())
        last = LINE.index(petition.state) if petition.state in LINE else -1
        ahead = ["done"] if petition.state == "forwarded" else [s for s in LINE[last + 1 :] if s not in seen]
        drawn += [{"label": rules.STATE_LABELS[s], "state": "ahead", "at": None} for s in ahead]
    return drawn


def row(petition: Petition, at: dt.datetime) -> dict[str, Any]:
    """What every list says of one of them."""
    kind = kind_of(petition)
    return {
        "petition": petition,
        "kind": kind,
        "title": kind.title,
        "reference": reference_of(petition),
        "label": rules.STATE_LABELS[petition.state],
        "outcome": outcome(petition),
        "shape": shape(petition, at),
        "late": shape(petition, at) == "overdue",
        "level": rules.LEVEL_LABELS[petition.level],
    }


def basis(petition: Petition) -> Text:
    """On what it rests, in words."""
    if petition.basis == "exception":
        titles = {o.id: o.title for o in edition_of(petition.case).catalogues["sharing_exceptions"]}
        return titles.get(petition.exception, rules.IN_DANGER)
    return rules.WITH_YES if petition.basis == "consent" else rules.ALONE
