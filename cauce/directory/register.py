"""The register of languages, by community and variant, and municipalities: content, ready to ask."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cauce.rules.content.loader import Edition
from cauce.rules.errors import BadInput
from cauce.rules.municipalities import Municipality

MOST = 40


@dataclass(frozen=True, slots=True)
class RegisteredTongue:
    """One language or variant. ``family``, ``glottocode`` '': not known."""

    code: str
    name: str
    family: str
    glottocode: str
    kind: str  # indigenous, sign, national, foreign
    covers: frozenset[str] = frozenset()  # codes of the languages that this one name is used for

    @property
    def said(self) -> str:
        return f"{self.name} ({self.code})"


def plain(text: str) -> str:
    """Without accents, capitals or double spaces, and with one kind of apostrophe."""
    spread = unicodedata.normalize("NFKD", re.sub("[’ʼ`´‘]", "'", text.lower()))
    return " ".join("".join(c for c in spread if not unicodedata.combining(c)).split())


def _names(row: Mapping[str, str]) -> set[str]:
    """What the catalogue calls a language, in both languages; «Me’phaa (Tlapanec)» is two names."""
    said = f"{row['name_es']}({row['name_en']}".replace(")", "").split("(")
    return {plain(name) for name in said if name.strip()}


@lru_cache(maxsize=8)
def groups(edition: Edition) -> Mapping[str, frozenset[str]]:
    """For each collective name («Mixteco»: no ISO 639-3 code of its own), the codes of the languages
    whose name in the register ends with it."""
    found = {}
    for row in edition.catalogues["languages"]:
        if row["kind"] != "indigenous" or row["iso_639_3"]:
            continue
        names = tuple(f" {name}" for name in _names(row))
        covers = frozenset(
            one["code"] for one in edition.catalogues["tongues"]
            if f" {plain(one['name'])}".endswith(names)
        )  # fmt: skip
        if covers - {row["code"]}:
            found[row["code"]] = covers | {row["code"]}
    return found


def near(edition: Edition, code: str) -> frozenset[str]:
    """Whose speakers are worth a call though it is no match: for a collective name, all it covers;
    for a language, the collective name by which somebody may have been written down."""
    covered = groups(edition)
    if code in covered:
        return covered[code]
    return frozenset(name for name, covers in covered.items() if code in covers)


@lru_cache(maxsize=8)
def tongues(edition: Edition, english: bool = False) -> tuple[RegisteredTongue, ...]:
    """The languages of the catalogue and every variant of the register, by name."""
    covered = groups(edition)
    found = {
        row["code"]: RegisteredTongue(
            row["code"], row["name"], row["family"], row["glottocode"], row["kind"]
        )
        for row in edition.catalogues["tongues"]
    }
    for row in edition.catalogues["languages"]:
        name = row["name_en" if english else "name_es"]
        covers = covered.get(row["code"], frozenset())
        # A name of many is none of them, even where one of them bears its code.
        near = None if covers else found.get(row["code"])
        found[row["code"]] = RegisteredTongue(
            row["code"], name, row["family"], near.glottocode if near else "", row["kind"], covers
        )
    return tuple(sorted(found.values(), key=lambda one: plain(one.name)))


def find_tongues(edition: Edition, text: str, english: bool = False) -> list[RegisteredTongue]:
    """Those whose name, family or code holds every word of the text; at most forty."""
    words = plain(text).split()
    return [
        one
        for one in tongues(edition, english)
        if all(word in plain(f"{one.name} {one.family} {one.code}") for word in words)
    ][:MOST]


def tongue_named(edition: Edition, text: str, where: str, english: bool = False):
    """The language that is meant by «Name (code)», a code or a whole name. Raises ``BadInput``."""
    asked = text.strip()
    code = re.search(r"\(([^()]+)\)\s*$", asked)
    wanted = code[1] if code else asked
    listed = tongues(edition, english)
    found = [one for one in listed if wanted == one.code or plain(one.name) == plain(asked)]
    if len(found) == 1:
        return found[0]
    near = ", ".join(one.said for one in find_tongues(edition, asked, english)[:5])
    raise BadInput(
        f"«{asked}» no está en el registro de lenguas.",
        f"'{asked}' is not in the register of languages.",
        where=where,
        cure_es=f"¿Quiso decir {near}?" if near else "Elija una de la lista que se ofrece.",
        cure_en=f"Did you mean {near}?" if near else "Choose one of the list offered.",
    )


@lru_cache(maxsize=4)
def municipalities(edition: Edition) -> tuple[Municipality, ...]:
    """Every municipality of Mexico with its inhabitants (INEGI, Census 2020)."""
    states = {row["code"]: row["name"] for row in edition.catalogues["mx_states"]}
    return tuple(
        Municipality(
            row["code"],
            row["name"],
            states.get(row["state"], row["state"]),
            int(row["population"]) if row["population"] else None,
        )
        for row in edition.catalogues.get("mx_municipalities", ())
    )


def spoken_in(edition: Edition, code: str) -> list[str]:
    """Variants that the list of INPI and INALI names for a municipality; empty: it names none, or
    the municipality is not known (some of its rows have no code of their own)."""
    if not code:
        return []
    return sorted(
        {row["variant"] for row in edition.catalogues["mx_variants"] if row["municipality"] == code}
    )
