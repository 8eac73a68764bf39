"""The register of languages, by community and variant, and municipalities: content, ready to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cauce.content.errors import BadInput
from cauce.content.loader import Edition
from cauce.content.plain import plain as bare
from cauce.rules.municipalities import Municipality

from .tongues import SAID

MOST = 80  # the largest group, whole


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
    return " ".join(bare(re.sub("[’ʼ`´‘]", "'", text)).split())


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
            one["code"] for one in edition.catalogues["tongues"] if f" {plain(one['name'])}".endswith(names)
        )
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
        row["code"]: RegisteredTongue(row["code"], row["name"], row["family"], row["glottocode"], row["kind"])
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


@lru_cache(maxsize=4)
def also_called(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """For each code, the other names that somebody may say: the catalogue's in Spanish and English,
    what its speakers call it, those of its group, and for a group its variants in Spanish (INPI and
    INALI; no list says which code each has)."""
    found: dict[str, list[str]] = {}
    for row in edition.catalogues["languages"]:
        own = [plain(one) for one in SAID.get(row["code"], ())]
        names = [*sorted(_names(row)), *own]
        for code in groups(edition).get(row["code"], ()):
            found.setdefault(code, []).extend(names)
        found.setdefault(row["code"], []).extend(names)
    for row in edition.catalogues["tongues"]:
        found.setdefault(row["code"], []).extend(plain(one) for one in SAID.get(row["code"], ()))
    for code, names in variants(edition).items():
        found.setdefault(code, []).extend(plain(name) for name in names)
    return {code: tuple(dict.fromkeys(names)) for code, names in found.items()}


@lru_cache(maxsize=4)
def variants(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """For each language of the short list, the names of its variants in Spanish."""
    found: dict[str, set[str]] = {}
    for row in edition.catalogues["mx_variants"]:
        found.setdefault(row["language"], set()).add(row["variant"])
    return {code: tuple(sorted(names)) for code, names in found.items()}


def find_tongues(edition: Edition, text: str, english: bool = False) -> list[RegisteredTongue]:
    """Those of which a name, in Spanish, in English or their own, the family or the code holds every
    word of the text: what is called so first, then names of many, then the rest by name."""
    asked = plain(text)
    words, called = asked.split(), also_called(edition)
    found = []
    for one in tongues(edition, english):
        names = (plain(one.name), one.code, *called.get(one.code, ()))
        said = " ".join((*names, plain(one.family)))
        if all(word in said for word in words):
            rank = (
                plain(one.name) != asked and one.code != asked,
                not one.covers,
                not any(asked in name for name in names),
                plain(one.name),
            )
            found.append((rank, one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])][:MOST]


def tongue_named(edition: Edition, text: str, where: str, english: bool = False):
    """The language that is meant by «Name (code)», a code, a whole name or another name that only one
    has. Raises ``BadInput``."""
    asked = text.strip()
    code = re.search(r"\(([^()]+)\)\s*$", asked)
    wanted = code[1] if code else asked
    listed, called = tongues(edition, english), also_called(edition)
    found = [one for one in listed if wanted == one.code or plain(one.name) == plain(asked)]
    if not found:
        found = [one for one in listed if plain(asked) in called.get(one.code, ())]
        # A name of many is also said of each that it covers: what is meant is the name of many.
        found = [one for one in found if one.covers] or found
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
