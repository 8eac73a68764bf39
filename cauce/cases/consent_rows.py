"""What the person answered about consent, as a table that can be read aloud: how, in which languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.rules.content.loader import Edition
from cauce.rules.content.model import Text

from . import access
from .facts import purposes_of, zone_of
from .models import Case, Consent

SAID_BACK = {
    "yes": Text(es="Lo explicó con sus palabras", en="Explained in their own words"),
    "partly": Text(
        es="Lo explicó en parte; se aclaró lo demás", en="Explained in part; the rest was clarified"
    ),
    "again": Text(es="Hubo que explicarlo otra vez", en="It had to be explained again"),
}
INTERPRETED = {
    "none": Text(es="sin intérprete", en="no interpreter"),
    "in_person": Text(es="intérprete en persona", en="interpreter in person"),
    "phone": Text(es="intérprete por teléfono", en="interpreter by telephone"),
    "relay": Text(es="por relevo", en="by relay"),
}


def chain_words(edition: Edition, chain: list[str]) -> Text:
    """«mixteco → español → inglés»: the languages that the words went through."""
    rows = {
        row["code"]: {"name_es": row["name"], "name_en": row["name"]}
        for row in edition.catalogues.get("tongues", ())
    }
    rows |= {row["code"]: row for row in edition.catalogues["languages"]}
    named = [rows.get(code, {"name_es": code, "name_en": code}) for code in chain]
    return Text(
        es=" → ".join(row["name_es"] for row in named),
        en=" → ".join(row["name_en"] for row in named),
    )


def how(edition: Edition, terms: Mapping[str, Any]) -> Text:
    """The languages, who interpreted (by code, never by name) and the way in which it was said."""
    chain = terms.get("chain") or [terms.get("language") or "und"]
    languages = chain_words(edition, list(chain))
    spoken = INTERPRETED.get(terms.get("interpreter", "none"), INTERPRETED["none"])
    codes = ", ".join(terms.get("interpreters", ()))
    tail = f" ({codes})" if codes else ""
    way = f". {terms['way']}" if terms.get("way") else ""
    return Text(
        es=f"{languages.es}; {spoken.es}{tail}{way}", en=f"{languages.en}; {spoken.en}{tail}{way}"
    )


def _answer(row: Consent) -> Text:
    if row.withdrawn_at is not None:
        return Text(es="sí, y lo retiró", en="yes, then withdrawn")
    return Text(es="sí", en="yes") if row.given else Text(es="no", en="no")


def answers_of(case: Case, edition: Edition) -> list[list[Any]]:
    """The rows of the consent record, newest first."""
    purposes = {id: one.title for id, one in purposes_of(case).items()}
    return [
        [
            purposes.get(row.purpose, row.purpose),
            _answer(row),
            row.given_at.astimezone(zone_of(case)).date().isoformat(),
            how(edition, terms),
            SAID_BACK.get(terms.get("said_back", ""), Text(es="–", en="–")),
        ]
        for row, terms in access.consents(case)
    ]
