"""What the person answered about consent, as a table that can be read aloud: to whom, what, until when,
how.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.directory import access as directory

from . import access
from .facts import vocabulary_of, zone_of
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
    return Text(es=f"{languages.es}; {spoken.es}{tail}{way}", en=f"{languages.en}; {spoken.en}{tail}{way}")


def _answer(row: Consent) -> Text:
    if row.withdrawn_at is not None:
        return Text(es="sí, y lo retiró", en="yes, then withdrawn")
    return Text(es="sí", en="yes") if row.given else Text(es="no", en="no")


NOBODY = Text(es="A nadie fuera del consulado", en="Nobody outside the consulate")
REMOVED = Text(es="Ya no está en la lista", en="No longer on the list")
DASH = Text(es="–", en="–")


def _names(edition: Edition, recipients: set[str]) -> dict[str, Text]:
    """Those with whom something may be shared: an authority of the list, or one of the directory."""
    held = {one.id: one.title for one in edition.catalogues.get("us_authorities", ())}
    others = recipients - set(held)
    if not others:
        return held
    named = directory.recipient_names(others)
    return held | {id: Text(es=name, en=name) for id, name in named.items()}


def _data(labels: Mapping[str, Text], terms: Mapping[str, Any]) -> Text:
    """The data agreed to, each by its name, also what is no longer asked; a dash: none was asked about."""
    told = [labels[name] for name in terms.get("fields", ()) if name in labels]
    if not told:
        return DASH
    return Text(es="; ".join(one.es for one in told), en="; ".join(one.en for one in told))


def _manner(edition: Edition, terms: Mapping[str, Any]) -> Text:
    """How it was said, and how the person said it back where that was asked."""
    way, back = how(edition, terms), SAID_BACK.get(terms.get("said_back", ""))
    if back is None:
        return way
    return Text(es=f"{way.es}. {back.es}", en=f"{way.en}. {back.en}")


def answers_of(case: Case, edition: Edition) -> list[list[Any]]:
    """The rows of the consent record, newest first, each under its head in ``tool_tables``."""
    vocabulary = vocabulary_of(case)
    purposes = {id: one.title for id, one in vocabulary.purposes.items()}
    found = access.consents(case)
    names = _names(edition, {row.recipient for row, _ in found if row.recipient})
    zone = zone_of(case)
    return [
        [
            purposes.get(row.purpose, row.purpose),
            names.get(row.recipient, REMOVED) if row.recipient else NOBODY,
            _data(vocabulary.labels, terms),
            _answer(row),
            row.given_at.astimezone(zone).date().isoformat(),
            row.expires_at.astimezone(zone).date().isoformat() if row.expires_at else DASH,
            _manner(edition, terms),
        ]
        for row, terms in found
    ]
