"""A letter from a template: what is still missing and where to fill it, and what it would tell too much.

Wording is proposed, never official text (content/letters/). A number is given when it is issued and
is never given again; what was issued is not edited: a correction is a new letter that cites it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cauce.content.model import Text
from cauce.content.model_letters import LetterField, LetterTemplate

DRAFT, WAITING, ISSUED, VOID = "draft", "waiting", "issued", "void"
STATES = (DRAFT, WAITING, ISSUED, VOID)
LABELS = {
    DRAFT: Text(es="Borrador", en="Draft"),
    WAITING: Text(es="En espera de revisión", en="Awaiting review"),
    ISSUED: Text(es="Emitida", en="Issued"),
    VOID: Text(es="Sin efecto", en="Void"),
}
VOID_REASONS = {
    "error": Text(es="Tenía un error", en="It had an error"),
    "not_used": Text(es="No se entregó", en="It was not handed over"),
    "person_asked": Text(es="La persona lo pidió", en="The person asked for it"),
    "recipient": Text(
        es="Era para otra oficina u organización", en="It was for another office or organisation"
    ),
}
OF_A_BLANK = re.compile(r"(\bde )?\{([a-z_]+)\}")  # with what stands before it
# Where a blank is filled, by the part of the case that it comes from: a page of the desk.
PLACES = {
    "identity": "identity",
    "case": "case",
    "fact": "case",
    "post": "case",
    "recipient": "letter",
    "typed": "letter",
}
PLACE_WORDS = {
    "identity": Text(es="en «Quién es»", en='under "Who it is"'),
    "case": Text(es="en el caso", en="on the case"),
    "letter": Text(es="aquí mismo", en="right here"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """A blank that nothing fills, and the page where it is filled."""

    field: LetterField
    place: str

    @property
    def words(self) -> Text:
        where = PLACE_WORDS[self.place]
        label = self.field.label
        return Text(
            es=f"Falta: {label.es}. Se llena {where.es}.", en=f"Missing: {label.en}. It is filled {where.en}."
        )


def names_somebody(template: LetterTemplate) -> bool:
    """Whether the letter says who the person is."""
    return any(one.origin.startswith("identity:") for one in template.fields)


def typed(template: LetterTemplate) -> tuple[LetterField, ...]:
    """The blanks that whoever writes the letter fills."""
    return tuple(one for one in template.fields if one.origin == "typed")


def missing(template: LetterTemplate, values: Mapping[str, str]) -> tuple[Missing, ...]:
    """Every blank without words that the letter cannot go without, in the order of the template, and where
    each is filled."""
    return tuple(
        Missing(one, PLACES[one.origin.partition(":")[0]])
        for one in template.fields
        if not one.optional and not values.get(one.id, "").strip()
    )


def shares(template: LetterTemplate) -> frozenset[str]:
    """Every datum of the person that it may tell whoever receives it."""
    return frozenset(one.shares for one in template.fields if one.shares)


def must_be_agreed(template: LetterTemplate, values: Mapping[str, str]) -> frozenset[str]:
    """What the person must have agreed to share with whoever receives it: what the letter cannot go without,
    and what of the rest was written."""
    told = (one for one in template.fields if not one.optional or values.get(one.id, "").strip())
    return frozenset(one.shares for one in told if one.shares)


def written(template: LetterTemplate, values: Mapping[str, str], language: str) -> tuple[str, ...]:
    """The paragraphs with their blanks filled, the post with its article; one that nothing fills stays a line
    for the eye, or takes its paragraph with it where the letter goes without it."""
    unsaid = {
        f"{{{one.id}}}" for one in template.fields if one.optional and not values.get(one.id, "").strip()
    }
    houses = {one.id for one in template.fields if one.origin == "post:house"}

    def said(blank: re.Match[str]) -> str:
        of, words = blank[1] or "", values.get(blank[2], "").strip()
        if not words or blank[2] not in houses:
            return of + (words or "____")
        article = "the" if language == "en" else "la" if words.startswith("Sección") else "el"
        if of and article == "el":
            return f"del {words}"
        return f"{of}{article if blank.start() else article.capitalize()} {words}"

    parts = [part[language] for part in template.body]
    return tuple(OF_A_BLANK.sub(said, one) for one in parts if not any(blank in one for blank in unsaid))


def number_of(post: str, year: int, number: int) -> str:
    """«HOU-2026-0001»: what stands on the paper and finds it again."""
    return f"{post}-{year}-{number:04d}"
