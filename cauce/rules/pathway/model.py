"""The nouns of a plan: an act that was done, an obligation, and the reasons for it.

Reasons are references (facts, rows, ids); they become sentences only when somebody reads them
(``words.py``), so that planning a case writes no words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from cauce.content.conditions import FactValue
from cauce.content.model import Action, ActKind, EditionInfo, Fact, Parameter, Source

State = Literal["open", "overdue", "blocked", "to_find_out", "met", "declined", "waived", "not_required"]
STATES: tuple[State, ...] = (
    "open",
    "overdue",
    "blocked",
    "to_find_out",
    "met",
    "declined",
    "waived",
    "not_required",
)
CLOSED: frozenset[str] = frozenset({"met", "declined", "waived", "not_required"})

# Acts that any action knows, always tied to one action: a departure from the Protocol (with its
# reason, in the journal), and "offered, she declined", which is no departure.
DEPARTED = "departed"
DECLINED = "declined"


class EditionLike(Protocol):
    """What a plan needs of an edition; ``content.loader.Edition`` is one."""

    @property
    def info(self) -> EditionInfo: ...
    @property
    def actions(self) -> Mapping[str, Action]: ...
    @property
    def facts(self) -> Mapping[str, Fact]: ...
    @property
    def acts(self) -> Mapping[str, ActKind]: ...
    @property
    def parameters(self) -> Mapping[str, Parameter]: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...
    @property
    def catalogues(self) -> Mapping[str, Sequence[Any]]: ...
    @property
    def hash(self) -> str: ...


class Act(NamedTuple):
    """Something a person did, once, at an aware instant (when it happened, not when it was typed).

    ``action`` ties the act to one action only; None: it counts for every action that names it.
    """

    name: str
    at: dt.datetime
    action: str | None = None


FactValues = tuple[tuple[str, FactValue | None], ...]


@dataclass(frozen=True, slots=True)
class Always:
    """The action has no condition."""


@dataclass(frozen=True, slots=True)
class Holds:
    """A row of the condition holds. ``facts``: those it names, with their values (None: not known)."""

    action: str
    row: int  # index in ``when``
    facts: FactValues


@dataclass(frozen=True, slots=True)
class Fails:
    """No row of the condition holds. ``facts``: those that fail, with their values, and no other."""

    action: str
    facts: FactValues


@dataclass(frozen=True, slots=True)
class Missing:
    """Nobody knows yet whether the action applies. ``facts``: what to find out."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockedBy:
    """These actions come first and are not done."""

    actions: tuple[str, ...]


class ClosedBy(NamedTuple):
    """The act that met the obligation, or closed it otherwise (see its state)."""

    act: Act


class Clock(NamedTuple):
    """How the due instant is counted.

    ``started`` None: the clock has not started (no such act, or the fact is not known). ``unknown``:
    facts that could choose a longer period; until they are known the stricter one applies.
    """

    parameter: str
    amount: int | None  # None while the clock has not started: the amount depends on its date
    unit: str
    start: str
    started: dt.datetime | dt.date | None
    unknown: tuple[str, ...]


class Passed(NamedTuple):
    """What its clock counts may have ended before the house knew of it: it is offered all the same,
    now, and nobody is late."""

    ended: dt.datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """The step came with the edition that the case moved to at that instant: it is counted from there."""

    since: dt.datetime


Reason = Always | Holds | Fails | Missing | BlockedBy | ClosedBy | Clock | Passed | Moved


class Obligation(NamedTuple):
    """An action of the Protocol, as it stands here and now.

    ``due`` None: no deadline is stated, its clock has not started, or it had run out before contact
    (a reason ``Passed`` says so). ``met_at``: when it was met,
    for the last time if it recurs. ``missing``: the facts to find out. ``sources``: ids of
    ``content/sources.yaml``.
    """

    action: str
    state: State
    due: dt.datetime | None
    met_at: dt.datetime | None
    reasons: tuple[Reason, ...]
    sources: tuple[str, ...]
    missing: tuple[str, ...]
    urgent: bool = False
    order: int = 0
