"""What a request or a letter begins with: of what the case knows, the data that this recipient may have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from cauce.cases import access
from cauce.cases.models import Case
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.sentences import value_words
from cauce.intake.screenings.known import contact_of
from cauce.ui.words import say

from . import saying

KNOWN = say(
    "Ya se sabe: revíselo y cámbielo si hace falta.", "Already known: check it and change it if needed."
)
# Grouped, so that nobody is found by an exact age.
BANDS = ((0, 11), (12, 17), (18, 29), (30, 44), (45, 59))
PRESSING = {
    "emergency": Text(es="Sí: corre peligro ahora", en="Yes: there is danger now"),
    "urgent": Text(es="Sí: hace falta hoy", en="Yes: needed today"),
}
DANGER, ADULT = "danger.immediate", 18
SHELTERED = "need.shelter"


def first_priority(facts: Mapping[str, Any], need: str) -> str:
    """How soon, by what is known: danger now, a bed or care that is missing today; "": the officer says.

    ``facts``: of the contact that goes on (``of_this_contact``); a danger of last month is not one of today.
    """
    if facts.get(DANGER) is True:
        return "emergency"
    today = (need == "shelter" and facts.get(SHELTERED) is True) or (
        need == "medical" and facts.get("violence.sexual_recent") is True
    )
    return "urgent" if today else ""


def of_this_contact(page: access.Page, edition: Edition, at: dt.datetime) -> dict[str, Any]:
    """The facts of a case that were said in the contact that goes on."""
    contact = contact_of(edition, page.acts, at)
    return {name: value for name, value in page.facts.items() if contact.holds(page.since[name])}


def first_words(
    edition: Edition,
    case: Case,
    facts: dict[str, Any],
    need: str,
    agreed: Collection[str],
    *,
    priority: str,
    language: str = "",
) -> dict[str, str]:
    """What may be shared and is known, by field; no other is looked at.

    ``priority``: of ``first_priority``. ``language`` "": the writer's.
    """
    spoken = language or saying.language()
    makers = {
        "urgent": lambda: PRESSING.get(priority),
        "age_band": lambda: _age(facts),
        "sex_gender": lambda: _sex(edition, facts),
        "language": lambda: _language(edition, case, facts),
        "needs": lambda: _need(edition, need),
        "dependants": lambda: _children(facts),
    }
    found = {name: maker() for name, maker in makers.items() if name in agreed}
    return {name: text[spoken] for name, text in found.items() if text is not None}


def _age(facts: dict[str, Any]) -> Text | None:
    age = facts.get("person.age")
    if facts.get("person.age_doubt") is True:
        return Text(es="Con duda: se atiende como menor de edad", en="Age in doubt: assisted as a minor")
    if not isinstance(age, int):
        return None
    low, high = next(((a, b) for a, b in BANDS if a <= age <= b), (60, None))
    if high is None:
        return Text(es=f"{low} años o más", en=f"{low} or older")
    return Text(es=f"{low} a {high} años", en=f"{low} to {high} years")


def _sex(edition: Edition, facts: dict[str, Any]) -> Text | None:
    value = facts.get("person.sex")
    if value is None:
        return None
    fact = edition.facts["person.sex"]
    return Text(es=value_words(fact, value, "es"), en=value_words(fact, value, "en"))


def _language(edition: Edition, case: Case, facts: dict[str, Any]) -> Text | None:
    tongue = access.section(case, "tongue")[1] or {}
    rows = {row["code"]: row for row in edition.catalogues["languages"]}
    row = rows.get(tongue.get("language", ""))
    if row is None:
        return None
    if facts.get("person.needs_interpreter") is True:
        return Text(es=f"{row['name_es']}, con intérprete", en=f"{row['name_en']}, with an interpreter")
    return Text(es=row["name_es"], en=row["name_en"])


def _need(edition: Edition, need: str) -> Text | None:
    return next((row.title for row in edition.catalogues["needs"] if row.id == need), None)


def _children(facts: dict[str, Any]) -> Text | None:
    if facts.get("person.with_children") is not True:
        return None
    return Text(es="Tiene niñas o niños a su cuidado", en="Has children in their care")
