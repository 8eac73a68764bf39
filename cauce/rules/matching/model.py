"""What is asked, what services say of themselves, and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Text

from .words import Aspect, Level

Point = tuple[float, float]
Town = tuple[str, str]  # city in plain letters ("": not told), and the code of its state
Near = tuple[int, bool]  # whole kilometres, and whether they are those of a sealed place
Verdict = Literal["fits", "ask", "no"]
VERDICTS: tuple[Verdict, ...] = ("fits", "ask", "no")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, and what is known of who needs it. None or empty: not known, or not asked.

    ``near_languages``: codes that may or may not be the person's language (one name for many).
    """

    kind: str = ""
    sex: Literal["women", "men", ""] = ""
    age: int | None = None
    minor: bool | None = None
    family: bool | None = None  # comes with children or other family
    labour: bool | None = None
    sexual: bool | None = None
    access: bool | None = None  # needs support to move, understand or communicate
    pregnant: bool | None = None
    languages: frozenset[str] = frozenset()
    near_languages: frozenset[str] = frozenset()
    place: Point | None = None
    sought: Town | None = None  # where whoever did harm would look; its state "": not said


@dataclass(frozen=True, slots=True)
class Profile:
    """What a service says of itself, and what the network knows of it. None or empty: not known."""

    id: str
    name: str = ""
    kinds: frozenset[str] = frozenset()
    sex: str = ""  # women, men, any
    minors: bool | None = None
    families: bool | None = None
    labour: bool | None = None
    sexual: bool | None = None
    accessible: bool | None = None
    pregnant: bool | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    languages: frozenset[str] = frozenset()
    spots: tuple[tuple[Point, bool], ...] = ()  # where, and whether the place is sealed
    towns: frozenset[Town] = frozenset()  # as far as they may be told
    closed: bool = False
    avoid: bool = False  # somebody of the network wrote that nobody should be sent there
    free: int | None = None  # places free, when that was said lately; None: not known, or long ago
    freshness: int = 2  # 0 checked lately, 1 long ago, 2 never
    record: int = 1  # 0 usually receives, 1 too few to say, 2 seldom receives


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks for, against, or must be asked first."""

    aspect: Aspect
    level: Level
    reason: Text


@dataclass(frozen=True, slots=True)
class Match:
    """One service for what is asked: the verdict, everything that led to it, and how far it is."""

    profile: Profile
    verdict: Verdict
    findings: tuple[Finding, ...]
    near: Near | None  # None: not known

    def of(self, level: Level) -> tuple[Text, ...]:
        return tuple(one.reason for one in self.findings if one.level == level)


@dataclass(frozen=True, slots=True)
class Found:
    """The first of each verdict, in order, and how many of each there are in all."""

    rows: tuple[Match, ...]
    totals: Mapping[Verdict, int]

    def of(self, verdict: Verdict) -> tuple[Match, ...]:
        return tuple(one for one in self.rows if one.verdict == verdict)


Measure = Callable[[Point, Profile], Near | None]
