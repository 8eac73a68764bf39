"""What the case puts into a letter, and the letter as it will be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cauce.cases.rules.letters import number_of, typed, written
from cauce.content.model_letters import LetterTemplate
from cauce.content.sentences import value_words
from cauce.directory.access import organization_names
from cauce.people.access import Opened
from cauce.protocol.documents.letterhead import Letter as Paper
from cauce.protocol.documents.letterhead import house
from cauce.protocol.documents.words import day

from .facts import edition_of, facts_of, zone_of
from .models import Case, Letter


def template_of(letter: Letter) -> LetterTemplate:
    """The template as it was when the letter was begun. ``KeyError``: the edition lost it."""
    return edition_of(letter.case).letter_versions[letter.template, letter.version]


def values_of(
    case: Case,
    template: LetterTemplate,
    answers: Mapping[str, str],
    language: str,
    recipient: str = "",
    identity: Opened | None = None,
) -> dict[str, str]:
    """Every blank that something fills, in words of that language. ``identity`` None: who it is stays
    closed, and its blanks open."""
    known = {one.id: answers.get(one.id, "") for one in typed(template)}
    for one in template.fields:
        if one.origin != "typed":
            known[one.id] = _said(case, one.origin, language, recipient, identity)
    return known


def _said(case: Case, origin: str, language: str, recipient: str, identity: Opened | None) -> str:
    kind, _, name = origin.partition(":")
    if kind == "identity":
        return _identity(name, language, identity)
    if kind == "recipient":
        return organization_names({recipient}).get(recipient, "") if recipient else ""
    if kind == "post":
        return house(case.post, language) if name == "house" else case.post.city
    if kind == "fact":
        value = facts_of(case).get(name)
        return "" if value is None else value_words(edition_of(case).facts[name], value, language)
    officer = case.officer.display_name if case.officer else ""
    opened = day(case.opened_at.astimezone(zone_of(case)).date(), language)
    return {"folio": case.folio, "officer": officer, "opened_on": opened}[name]


def _identity(name: str, language: str, identity: Opened | None) -> str:
    if identity is None:
        return ""
    if name == "name":
        return identity.name
    value = identity.fields.get(name, "")
    return day(dt.date.fromisoformat(value), language) if name == "birth_date" and value else value


def paper_of(
    letter: Letter, template: LetterTemplate, values: Mapping[str, str], on: dt.date, signer: str
) -> Paper:
    """The letter with those values, on that day, signed by whoever issues it."""
    case, former = letter.case, letter.corrects
    return Paper(
        language=letter.language,
        title=template.printed_title[letter.language],
        house=house(case.post, letter.language),
        city=case.post.city,
        on=on,
        paragraphs=written(template, values, letter.language),
        signer=signer,
        number=number_of(letter.post_id, letter.year, letter.number) if letter.number else None,
        corrects=number_of(former.post_id, former.year, former.number) if former else "",
    )
