"""The line of consent on every page of a case: what was agreed to, what was not, and danger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.urls import reverse

from cauce.cases.access import Page
from cauce.content.model import Text
from cauce.directory import access as directory
from cauce.protocol.editions.access import current_edition
from cauce.rules import consent
from cauce.rules.binational import OFFICE_KINDS
from cauce.rules.dates import zone
from cauce.staff.offices import access as offices
from cauce.ui.words import hour_or_day

from . import saying

LATER = ("known_elsewhere", "joining", "ministry_register", "paper_copy")
IN_DANGER = "danger.immediate"
DANGER = Text(es="Peligro inmediato", en="Immediate danger")
HIGH = Text(es="Riesgo alto", en="High risk")
ANSWERS = {
    "yes": Text(es="Sí", en="Yes"),
    "no": Text(es="No", en="No"),
    "unknown": Text(es="Sin preguntar", en="Not asked"),
}


def danger_words(facts: dict[str, Any]) -> Text | None:
    """What the ribbon says of danger; None: nothing known calls for it."""
    if facts.get(IN_DANGER) is True:
        return DANGER
    return HIGH if facts.get("risk.level") == "high" else None


def _since(page: Page, at: dt.datetime) -> dict[str, str]:
    """Since when there is danger, and where the answer that says so is read and changed; empty: none is."""
    if danger_words(page.facts) is not DANGER:
        return {}
    clock = zone(page.case.post.time_zone)
    since = page.since[IN_DANGER].astimezone(clock)
    return {
        "danger_since": hour_or_day(since, at.astimezone(clock), saying.language()),
        "danger_href": reverse("protection:safety", args=[page.case.id]),
    }


def authorities() -> dict[str, Text]:
    """Authorities of the United States with whom something may be shared, by id."""
    return {one.id: one.title for one in current_edition().catalogues["us_authorities"]}


def offices_in_mexico(ids: set[str] | None = None) -> dict[str, str]:
    """Names of offices and authorities in Mexico, by id; ``ids`` None: all of them."""
    found = offices.partners_of_kind(*OFFICE_KINDS)
    return {str(one.id): one.name for one in found if ids is None or str(one.id) in ids}


def recipient_names(recipients: set[str]) -> dict[str, Text]:
    """Names of those with whom something may be shared, by id."""
    return _names(recipients, ())[0]


def _names(recipients: set[str], people: Collection[str]) -> tuple[dict[str, Text], dict[str, str]]:
    """The same, and the names of these accounts."""
    found = {id: text for id, text in authorities().items() if id in recipients}
    others = recipients - set(found)
    names = directory.recipient_names(others, people) if others or people else {}
    found |= {id: Text(es=name, en=name) for id, name in names.items() if id in others}
    return found, {id: name for id, name in names.items() if id in people}


def state_of(verdict: consent.ConsentVerdict) -> str:
    """How an answer about consent is shown: yes, no, or not known."""
    if verdict.allowed:
        return "yes"
    return "unknown" if verdict.state in ("missing", "other_recipient", "not_recorded") else "no"


def ribbon(page: Page, at: dt.datetime, people: Collection[str] = ()) -> dict[str, Any]:
    """The context of ``ui/ribbon.html``; and the names of these accounts, asked in the same breath."""
    lines = consent.summary(page.consents, at)
    names, named = _names({line.recipient for line in lines if line.recipient}, people)
    of_each: dict[str, list[Text]] = {state: [] for state in ANSWERS}
    for line in lines:
        if line.purpose in LATER and line.verdict.state == "missing":
            continue  # asked of few, or later: where it was not, the line would only be longer
        label = page.consents.vocabulary.purposes[line.purpose].line
        if line.recipient:
            # One line for each of those asked about: consent is separate for each.
            name = names.get(line.recipient, label)
            label = Text(es=f"{label.es}: {name.es}", en=f"{label.en}: {name.en}")
        of_each[state_of(line.verdict)].append(label)
    return {
        "who": page.case.folio,
        "answers": [
            {"state": state, "words": ANSWERS[state], "labels": labels}
            for state, labels in of_each.items()
            if labels
        ],
        "danger": danger_words(page.facts),
        **_since(page, at),
        "names": names,
        "people": named,
        "change_href": reverse("protection:consent", args=[page.case.id]),
    }
