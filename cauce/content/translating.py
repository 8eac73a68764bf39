"""Further languages beside Spanish and English: what is translated, what aged, what may be said.

A translation knows of which Spanish words it was made. When those change it is stale: shown as
such to whoever reads, and never read aloud to a person; neither is what a machine made. Then
Spanish is said, with an interpreter. No language is ever taken for another.

Recorded questions beat text in languages that are mainly spoken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.content.model_words import Audio, Translation

OWN = ("es", "en")
State = Literal["own", "reviewed", "human", "machine", "stale", "missing"]
# Collections of an edition whose words may be translated, by the name that addresses use.
COLLECTIONS = {
    "pathways": "actions",
    "branches": "branches",
    "facts": "facts",
    "acts": "acts",
    "concepts": "concepts",
    "bank": "bank",
    "toolbox": "instruments",
    "tools": "tools",
    "guide": "guide",
    "contacts": "contacts",
    "training": "lessons",
    "cases": "cases",
    "parameters": "parameters",
    "routes": "routes",
    "programmes": "programmes",
    "letters": "letters",
    "registers": "registers",
    "outing_things": "outing_things",
    "outing_steps": "outing_steps",
    "kits": "kits",
    "indicators": "indicators",
    "logframe": "logframe",
    "releases": "releases",
    "announced": "announced",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words to show or to say. ``language`` is the one they are in, whatever was asked for."""

    text: str
    language: str
    state: State
    audio: Audio | None = None


def original_hash(text: str) -> str:
    """What tells one Spanish original from another: SHA-256, the first sixteen hexadecimals."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def texts_of(value: Any, address: str) -> Iterator[tuple[str, Text]]:
    """Every text inside one object of content, with its address below that of the object."""
    if isinstance(value, Text):
        yield address, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), f"{address}.{name}")
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from texts_of(one, f"{address}.{name}")
    elif isinstance(value, (list, tuple)):
        for place, one in enumerate(value):
            yield from texts_of(one, f"{address}.{getattr(one, 'id', place)}")


def _listed(edition: Edition) -> dict[str, Text]:
    """The places of the lists of ``catalogues/``, each named by its file."""
    found: dict[str, Text] = {}
    for name, rows in edition.catalogues.items():
        for row in rows:
            if isinstance(row, BaseModel):
                found |= dict(texts_of(row, f"{name}/{getattr(row, 'id', '')}"))
    for name, held in edition.vocabulary.by_file().items():
        if f"catalogues/{name}.yaml" in edition.file_hash:  # else it is what the program said before
            for id, one in held.items():
                found |= dict(texts_of(one, f"{name}/{id}"))
    return found


@lru_cache(maxsize=4)
def originals(edition: Edition) -> Mapping[str, Text]:
    """Every translatable place of the edition by its address. An item stands in the bank alone."""
    found: dict[str, Text] = {}
    banked: set[Text] = set()
    for name, attribute in COLLECTIONS.items():
        for id, one in getattr(edition, attribute, {}).items():
            for address, text in texts_of(one, f"{name}/{id}"):
                if name == "toolbox" and ".items." in address and text in banked:
                    continue
                found[address] = text
                if name == "bank":
                    banked.add(text)
    found |= _listed(edition)
    return found


@lru_cache(maxsize=4)
def _places(edition: Edition) -> Mapping[Text, tuple[str, ...]]:
    places: dict[Text, tuple[str, ...]] = {}
    for address, text in originals(edition).items():
        places[text] = (*places.get(text, ()), address)
    return places


def is_stale(edition: Edition, translation: Translation) -> bool:
    """Whether the Spanish it was made from is no longer there, or no longer the same."""
    text = originals(edition).get(translation.of)
    return text is None or original_hash(text.es) != translation.original


def _recorded(edition: Edition, text: Text, language: str) -> Audio | None:
    """The recording of these very words in Spanish or English; None: there is none that still holds."""
    made = edition.recordings.get(language, {})
    found = [made[one] for one in _places(edition).get(text, ()) if one in made] if made else []
    holding = [one for one in found if one.original == original_hash(text[language])]
    return holding[0].audio if holding else None


def spoken(edition: Edition, text: Text, language: str, *, aloud: bool) -> Spoken:
    """These words in that language, or in Spanish where it may not or cannot be.

    ``aloud``: they will be said to a person, so only what somebody translated and nobody changed
    since will do. ``state`` says why Spanish came back: ``missing``, ``stale`` or ``machine``.
    """
    if language in OWN:
        return Spoken(text[language], language, "own", _recorded(edition, text, language))
    made = edition.translations.get(language, {})
    found = [made[one] for one in _places(edition).get(text, ()) if one in made]
    if not found:
        return Spoken(text.es, "es", "missing")
    # The same words may stand in several places: one that still holds comes first.
    best = min(found, key=lambda one: (is_stale(edition, one), one.status == "machine", one.of))
    state: State = "stale" if is_stale(edition, best) else best.status
    if aloud and state not in ("human", "reviewed"):
        return Spoken(text.es, "es", state)
    return Spoken(best.text, language, state, None if state == "stale" else best.audio)


@dataclass(frozen=True, slots=True)
class Wanting:
    """One place that a language lacks. ``remembered``: how the same words were translated before.

    What is remembered is offered to the translator and never applied: the same words may mean
    something else in another place.
    """

    of: str
    text: Text
    now: Translation | None  # None: never translated; else it is stale
    remembered: tuple[str, ...]


def wanting(edition: Edition, language: str) -> tuple[Wanting, ...]:
    """What is missing or stale in that language, in the order of the content."""
    made = edition.translations.get(language, {})
    memory: dict[str, list[str]] = {}
    for one in made.values():
        memory.setdefault(one.original, []).append(one.text)
    found = []
    for address, text in originals(edition).items():
        now = made.get(address)
        if now is not None and not is_stale(edition, now):
            continue
        before = tuple(dict.fromkeys(memory.get(original_hash(text.es), ())))
        found.append(Wanting(address, text, now, before))
    return tuple(found)


def languages_of(edition: Edition) -> tuple[str, ...]:
    """Spanish, English, and every language that has at least one translation, in that order."""
    return (*OWN, *sorted(edition.translations))
