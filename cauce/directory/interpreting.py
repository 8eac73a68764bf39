"""From the sealed record of an interpreter to what the rules read, and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.content.errors import BadInputs
from cauce.rules.interpreting import Interpreter, Tongue, Way

bad_input = BadInputs(__file__)

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
        raise bad_input("at_least_one_language_is_missing", where="tongues")
    strange = sorted({one.language for one in person.tongues} - languages)
    if strange:
        raise bad_input("it_is_no_language_of_the_catalogue", where="tongues", strange=strange[0])
    if not person.ways or not person.ways <= set(WAYS):
        raise bad_input("whether_they_interpret_by_telephone", where="ways")
