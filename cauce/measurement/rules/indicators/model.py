"""What counting takes and gives: rows of facts, profiles, and cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cauce.content.model import Text, both
from cauce.content.model_indicators import FactKind, Indicator

UNKNOWN = "unknown"
NONE = "none"  # no service was given
WAITING = "waiting"  # none so far, and the time in which one counts is not over
CONCLUSIONS: tuple[FactKind, ...] = ("possible", "presumed", "confirmed", "not_victim")
PROFILE = ("sex", "age_band", "mx_modality", "us_type", "state", "language_group", "law_mx", "law_us")


# Never which language: in a small community that alone tells who somebody is.
LANGUAGE_GROUPS: dict[str, Text] = {
    "spanish": both("español", "Spanish"),
    "indigenous": both("una lengua indígena", "an Indigenous language"),
    "sign": both("lengua de señas", "a sign language"),
    "foreign": both("otra lengua", "another language"),
}


class Row(NamedTuple):
    """One fact, as it is counted. ``subject``, ``item``, ``group``: '' where there is none."""

    period: int
    kind: str
    subject: str
    item: str
    group: str
    post: str
    channel: str
    code: str
    day: dt.date
    number: int


Key = tuple[int, str]  # period and subject


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the rows: profiles in the order of ``PROFILE``, which subject is the same
    person as another (each points at the last one), and the region of each post."""

    profiles: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    same: Mapping[Key, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: [``since``, ``until``), broken down ``by``; ``posts`` None: of all. ``through``: the
    last day that is known; None: everybody was followed for long enough. ``days``: another horizon than that
    of the definition."""

    since: dt.date
    until: dt.date
    by: tuple[str, ...] = ()
    posts: frozenset[str] | None = None
    through: dt.date | None = None
    days: int | None = None

    @property
    def last(self) -> dt.date:
        """The last day until which anybody is followed."""
        return dt.date.max if self.through is None else self.through


@dataclass(frozen=True, slots=True)
class Cohort:
    """How those of a cell were followed: for ``days`` each; ``young`` until ``whole_on``. ``value``: the
    share, of a median its minutes, with its 95 % interval. None: nobody was followed so far yet, or half
    still wait."""

    days: int
    young: bool
    whole_on: dt.date
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: numerator; denominator (None: a plain count); ``contributors``: different persons (or
    cases) behind it; ``largest``: the most of them that share one group or, where the cell is not of
    one post, one post: for the rule of dominance. Of a median, the numerator is whole minutes and the
    denominator how many waits were measured, or began. ``cohort`` None: nobody is followed by the definition;
    of a cohort the numerator is how many met so far within the horizon."""

    numerator: int
    denominator: int | None
    contributors: int
    largest: int
    cohort: Cohort | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the period over which one version of the definition is in force."""

    definition: Indicator
    since: dt.date
    until: dt.date


def parts_of(versions: Sequence[Indicator], since: dt.date, until: dt.date) -> tuple[Part, ...]:
    """The period cut where the definition changes. What was before the first version is counted by
    the first; a version that holds ``before_too`` leaves nothing to those before it. Empty when there is no
    version or the period has no day."""
    ordered = sorted(versions, key=lambda one: one.valid_from)
    ordered = ordered[max((i for i, one in enumerate(ordered) if one.before_too), default=0) :]
    found = []
    for i, one in enumerate(ordered):
        first = since if i == 0 else max(since, one.valid_from)
        last = min(until, ordered[i + 1].valid_from) if i + 1 < len(ordered) else until
        if first < last:
            found.append(Part(one, first, last))
    return tuple(found)
