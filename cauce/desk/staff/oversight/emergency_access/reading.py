"""A case as it is shown to whoever may only read it: lines and words, no link and no form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases import access as cases
from cauce.cases.access import Page
from cauce.cases.facts import edition_of
from cauce.cases.withheld import OUT_OF_SIGHT
from cauce.content.model import Text
from cauce.content.sentences import value_words
from cauce.desk.cases.frame import saying
from cauce.desk.cases.frame.consent_bar import danger_words, state_of
from cauce.desk.cases.identity.forms import IdentityForm
from cauce.protocol.editions.access import current_edition
from cauce.rules import consent
from cauce.rules.pathway import urgency
from cauce.ui.words import exact

LEVELS = {
    "low": Text(es="bajo", en="low"),
    "medium": Text(es="medio", en="medium"),
    "high": Text(es="alto", en="high"),
}
WHOM = {
    "person": Text(es="Para la persona", en="For the person"),
    "family": Text(es="Para su familia", en="For the family"),
    "staff": Text(es="Para el personal", en="For the staff"),
}


def shown(page: Page, at: dt.datetime) -> dict[str, Any]:
    """Everything that the page of an opened case shows, apart from who it is."""
    edition = edition_of(page.case)
    reviews = cases.risks(page.case)
    kept = page.case.keeping == "given"
    return {
        "page": page,
        "case": page.case,
        "edition": edition,
        "at": at,
        "danger": danger_words(page.facts),
        "known": _known(page, edition),
        "steps": _steps(page, edition, at),
        "consents": _consents(page, at),
        "risk": _risk(reviews[0][1]) if reviews else [],
        "measures": reviews[0][1].get("measures", "") if reviews else "",
        "lines": [
            {"agreed": OUT_OF_SIGHT[saying.language()] if agreed is None else agreed, "item": item}
            for item, agreed in cases.plan_items(page.case)
        ],
        "told": cases.section(page.case, "narrative")[1] if kept else None,
    }


def _known(page: Page, edition: Any) -> list[dict[str, Any]]:
    lang, found = saying.language(), []
    for name, value in sorted(page.facts.items()):
        label = edition.facts[name].label[lang]
        said = value_words(edition.facts[name], value, lang)
        found.append({"name": label[:1].upper() + label[1:], "value": said})
    return found


def _steps(page: Page, edition: Any, at: dt.datetime) -> list[dict[str, Any]]:
    waiting = [one for one in page.plan if one.state in ("overdue", "open")]
    return [
        {"title": saying.title_of(edition, one), "state": one.state, "due": one.due}
        for one in sorted(waiting, key=lambda one: urgency(one, at))
    ]


def _consents(page: Page, at: dt.datetime) -> list[dict[str, Any]]:
    """What was agreed to, without naming who receives: that is the post's own business."""
    lines = consent.summary(page.consents, at)
    words = page.consents.vocabulary.purposes
    return [{"label": words[one.purpose].line, "state": state_of(one.verdict)} for one in lines]


def _risk(said: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for about, whom in WHOM.items():
        level = LEVELS.get(said["levels"].get(about, ""))
        if level is not None:
            why = said["reasons"].get(about, "")
            text = Text(es=f"{level.es}. {why}", en=f"{level.en}. {why}")
            found.append({"name": whom, "value": text})
    return found


def identity_facts(fields: dict[str, str], language: str) -> list[dict[str, Any]]:
    """The sealed identity as facts of a page; what is not known says so."""
    form = IdentityForm()
    ways = {row.id: row.title for row in current_edition().catalogues["contact_ways"]}
    found = []
    for name, field in form.fields.items():
        value: Any = fields.get(name) or None
        if value and name == "safe_channel":
            value = ways.get(value, Text(es=value, en=value))
        if value and name == "birth_date":
            value = exact(dt.date.fromisoformat(value), language)
        found.append({"name": field.label, "value": value})
    return found
