"""What is compared between somebody and a service, one aspect at a time, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cauce.content.model import Text

from .model import Asked, Finding, Profile, Town, Verdict
from .words import NO_KIND, REASONS, Aspect, Level, ages

Answer = Level | None  # None: the question does not arise


def _taken(needs: bool | None, takes: bool | None) -> Answer:
    """Somebody (maybe) has it, a service (maybe) takes whoever does."""
    if needs is False:
        return None
    if takes is True:
        return "fits"
    if needs is None and takes is None:
        return "unsaid"
    return "no" if needs and takes is False else "ask"


def _kind(kind: str, one: Profile) -> Answer:
    if not kind:
        return None
    if not one.kinds:
        return "ask"
    return "fits" if kind in one.kinds else "no"


def _sex(sex: str, one: Profile) -> Answer:
    if one.sex == "any" or (sex and one.sex == sex):
        return "fits"
    return "no" if sex and one.sex else "ask"


def _age(age: int | None, one: Profile) -> Answer:
    least, most = one.minimum_age, one.maximum_age
    if least is None and most is None:
        return None
    if age is None:
        return "ask"
    return "fits" if (least or 0) <= age and (most is None or age <= most) else "no"


def _language(spoken: tuple[frozenset[str], frozenset[str]], one: Profile) -> Answer:
    wanted, near = spoken
    if not wanted:
        return None
    if wanted & one.languages:
        return "fits"
    return "no" if one.languages and not near & one.languages else "ask"


def _sought(town: Town | None, one: Profile) -> Answer:
    """Not where they look for the person; of a place whose city is not told, one asks."""
    if town is None:
        return None
    city, state = town
    if any(here == city and (not state or there == state) for here, there in one.towns):
        return "no"
    return "ask" if any(not here and there == state for here, there in one.towns) else None


def _capacity(_: None, one: Profile) -> Answer:
    if one.free is None:
        return "ask"
    return "fits" if one.free > 0 else "no"


# What each aspect reads of who asks, and how it answers. The rest of the person is not looked at.
ASPECTS: dict[Aspect, tuple[Callable[[Asked], Any], Callable[[Any, Profile], Answer]]] = {
    "kind": (lambda a: a.kind, _kind),
    "closed": (lambda a: None, lambda _, one: "no" if one.closed else None),
    "avoid": (lambda a: None, lambda _, one: "no" if one.avoid else None),
    "sought": (lambda a: a.sought, _sought),
    "sex": (lambda a: a.sex, _sex),
    "minors": (lambda a: a.minor, lambda has, one: _taken(has, one.minors)),
    "age": (lambda a: a.age, _age),
    "families": (lambda a: a.family, lambda has, one: _taken(has, one.families)),
    "labour": (lambda a: a.labour, lambda has, one: _taken(has, one.labour)),
    "sexual": (lambda a: a.sexual, lambda has, one: _taken(has, one.sexual)),
    "accessible": (lambda a: a.access, lambda has, one: _taken(has, one.accessible)),
    "pregnant": (lambda a: a.pregnant, lambda has, one: _taken(has, one.pregnant)),
    "capacity": (lambda a: None, _capacity),
    "language": (lambda a: (a.languages, a.near_languages), _language),
}
TAKEN = frozenset({"minors", "families", "labour", "sexual", "accessible", "pregnant"})
# An interpreter can be found, and most never say how many places are free: these alone neither
# leave a service out (language) nor make it one to ask about first (both).
SOFT: frozenset[Aspect] = frozenset({"capacity", "language"})
NEVER_OUT: frozenset[Aspect] = frozenset({"language"})


def _reason(aspect: Aspect, level: Level, asked: Asked, one: Profile) -> Text:
    if aspect == "age":
        return ages(one.minimum_age, one.maximum_age)
    if aspect == "kind" and level == "ask":
        return NO_KIND
    about = {
        "sex": one.sex,
        "minors": asked.minor,
        "families": asked.family,
        "labour": asked.labour,
        "sexual": asked.sexual,
        "accessible": asked.access,
        "pregnant": asked.pregnant,
    }.get(aspect)
    found = REASONS[aspect][level]
    if aspect == "sex":
        return found[str(about)] if level != "ask" else found[one.sex]
    if level == "ask" and about is None and aspect in TAKEN:
        return found["person"]
    return found[""]


def findings(asked: Asked, one: Profile) -> tuple[Finding, ...]:
    """Everything that speaks for, against or is not known, in the order of the aspects."""
    found = []
    for aspect, (reads, answer) in ASPECTS.items():
        level = answer(reads(asked), one)
        if level is not None:
            found.append(Finding(aspect, level, _reason(aspect, level, asked, one)))
    return tuple(found)


def verdict_of(found: Sequence[Finding]) -> Verdict:
    """Does not fit when one thing is known against it; «ask» when something must be known first."""
    if any(one.level == "no" and one.aspect not in NEVER_OUT for one in found):
        return "no"
    hard = (one for one in found if one.aspect not in SOFT)
    return "ask" if any(one.level == "ask" for one in hard) else "fits"
