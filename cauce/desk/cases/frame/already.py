"""What a request or a letter begins with: of what the case knows, the data that this recipient may have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cauce.cases import access
from cauce.cases.models import Case
from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.sentences import value_words
from cauce.intake.screenings.known import contact_of
from cauce.rules.dates import moment_in
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
DOUBT = Text(es="Con duda: se atiende como menor de edad", en="Age in doubt: assisted as a minor")
OLDER = Text(es="60 años o más", en="60 or older")
CHILDREN = Text(es="Tiene niñas o niños a su cuidado", en="Has children in their care")
DANGER, ADULT = "danger.immediate", 18
SHELTERED = "need.shelter"
ARRIVAL = "arrival_time"


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
        return DOUBT
    if not isinstance(age, int):
        return None
    return next((_years(a, b) for a, b in BANDS if a <= age <= b), OLDER)


def _years(low: int, high: int) -> Text:
    return Text(es=f"{low} a {high} años", en=f"{low} to {high} years")


def _sex(edition: Edition, facts: dict[str, Any]) -> Text | None:
    value = facts.get("person.sex")
    return None if value is None else _of_sex(edition, value)


def _of_sex(edition: Edition, value: str) -> Text:
    fact = edition.facts["person.sex"]
    return Text(es=value_words(fact, value, "es"), en=value_words(fact, value, "en"))


def _language(edition: Edition, case: Case, facts: dict[str, Any]) -> Text | None:
    tongue = access.section(case, "tongue")[1] or {}
    rows = {row["code"]: row for row in edition.catalogues["languages"]}
    row = rows.get(tongue.get("language", ""))
    return None if row is None else _spoken(row, facts.get("person.needs_interpreter") is True)


def _spoken(row: Mapping[str, str], interpreted: bool) -> Text:
    more = (", con intérprete", ", with an interpreter") if interpreted else ("", "")
    return Text(es=f"{row['name_es']}{more[0]}", en=f"{row['name_en']}{more[1]}")


def _need(edition: Edition, need: str) -> Text | None:
    return next((row.title for row in edition.catalogues["needs"] if row.id == need), None)


def _children(facts: dict[str, Any]) -> Text | None:
    if facts.get("person.with_children") is not True:
        return None
    return CHILDREN


def in_language(edition: Edition, name: str, said: str, language: str) -> str | None:
    """What was told of one datum, in a language: where the words are of its list, or a day and hour, those of
    that language, whichever the writer's screen spoke; None: they are somebody's own."""
    if name == ARRIVAL:
        return moment_in(said, language)
    lists: dict[str, Iterable[Text]] = {
        "urgent": PRESSING.values(),
        "age_band": (*(_years(low, high) for low, high in BANDS), DOUBT, OLDER),
        "sex_gender": (_of_sex(edition, value) for value in edition.facts["person.sex"].values),
        "language": (
            _spoken(row, with_one) for row in edition.catalogues["languages"] for with_one in (False, True)
        ),
        "needs": (row.title for row in edition.catalogues["needs"]),
        "dependants": (CHILDREN,),
    }
    return next((one[language] for one in lists.get(name, ()) if said.strip() in (one.es, one.en)), None)
