"""From the sealed record of an interpreter to what the rules read, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.content.errors import BadInput
from cauce.rules.interpreting import Interpreter, Tongue, Way

WAYS: tuple[Way, ...] = ("phone", "video", "in_person")


def profile_of(person: Interpreter) -> dict[str, Any]:
    """What is sealed: everything the rules need, and no name."""
    return {
        "tongues": [[one.language, one.variant, one.community] for one in person.tongues],
        "ways": sorted(person.ways),
        "sex": person.sex,
        "ties": sorted(person.ties),
        "ties_asked": person.ties_asked,
        "companion": person.companion,
    }


def person_of(code: str, profile: Mapping[str, Any]) -> Interpreter:
    """The record as the rules read it."""
    return Interpreter(
        code=code,
        tongues=tuple(Tongue(*one) for one in profile["tongues"]),
        ways=frozenset(profile["ways"]),
        sex=profile["sex"],
        ties=frozenset(profile["ties"]),
        ties_asked=profile["ties_asked"],
        companion=profile["companion"],
    )


def check(person: Interpreter, languages: frozenset[str]) -> None:
    """Raises ``BadInput`` for what could never be offered to anybody."""
    if not person.tongues:
        raise BadInput(
            "falta al menos una lengua.",
            "at least one language is missing.",
            where="tongues",
            cure_es="Elija la lengua y, si se sabe, la variante y el municipio.",
            cure_en="Choose the language and, if known, the variant and the municipality.",
        )
    strange = sorted({one.language for one in person.tongues} - languages)
    if strange:
        raise BadInput(
            f"«{strange[0]}» no es una lengua del catálogo.",
            f"'{strange[0]}' is no language of the catalogue.",
            where="tongues",
            cure_es="Use un código ISO 639-3 del catálogo de lenguas.",
            cure_en="Use an ISO 639-3 code of the catalogue of languages.",
        )
    if not person.ways or not person.ways <= set(WAYS):
        raise BadInput(
            "falta decir si interpreta por teléfono, por video o en persona.",
            "whether they interpret by telephone, video or in person is missing.",
            where="ways",
            cure_es="Marque al menos una manera.",
            cure_en="Tick at least one way.",
        )
