"""What a feature tells the house of itself. Features are found by their folders: nobody keeps a list of them.

A feature is a folder, and its ``feature.py`` says what the house must know::

    FEATURE = Feature(__package__, rounds=(Round("chase", "rounds.kits_chased"),))

What it names («rounds.kits_chased») is read when it is wanted, so that whoever starts a command or a server
waits for none of it. ``feature.py`` itself imports nothing above its own room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import cauce

HOUSE = Path(cauce.__file__).parent
Phase = Literal["expire", "chase", "look", "tell", "anchor"]
# The parts of a case's record, which end one after the other; «draft»: what nobody agreed to keep, before.
Part = Literal["words", "identity", "record", "draft"]
PARTS: tuple[Part, ...] = ("words", "identity", "record")
# One row after the other, so that one that fails holds up no other; how much was done.
Each = Callable[[Iterable[Any], Callable[[Any], int]], int]


@dataclass(frozen=True, slots=True)
class Round:
    """Something the loop does of a feature when it is due: ``do(at, each)``, how many it did or several such
    numbers by name. ``weight``: within a phase the light come first. ``urgent``: somebody waits for it at
    this moment, and it goes before all phases."""

    phase: Phase
    do: str  # «rounds.kits_chased»
    weight: int = 50
    urgent: bool = False

    @property
    def name(self) -> str:
        return self.do.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Erased:
    """What goes of a feature when a part of a case's record is erased: ``do(case, at)``, an effect."""

    do: str  # «actions.forget_words»
    parts: tuple[Part, ...] = PARTS


@dataclass(frozen=True, slots=True)
class Decided:
    """What two people decide of a feature: the permissions of who proposes and of who decides, and how many
    ``hours`` it is open, from the proposal; what was approved and not done by then is proposed again.

    ``weighed``: the second acts in a role that the first does not hold there, says why to a yes as well, and
    the first is told. ``done``: the act that does it in the moment of the approval («actions.allot»); '': it
    waits for whoever proposed it.
    """

    kind: str
    propose: str
    decide: str
    hours: int
    title: tuple[str, str]
    weighed: bool = False
    done: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A kind of file that may leave, and the permission it needs. ``identity``: it names somebody, so a
    second person approves it first."""

    kind: str
    permission: str
    title: tuple[str, str]
    identity: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """A kind of publication: what makes its content, and what its files; '': they are printed as figures."""

    kind: str
    made: str  # «publishing.publishing.yearbook»
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """What the house must know of a feature."""

    package: str
    rounds: tuple[Round, ...] = ()
    # Tables with the sentences of the journal about its acts, reads and refusals: «sentences» is
    # ``sentences.csv`` of its folder, with did, read, wanted and about.
    sentences: tuple[str, ...] = ()
    erases: tuple[Erased, ...] = ()
    decides: tuple[Decided, ...] = ()
    leaves: tuple[Leaving, ...] = ()
    publishes: tuple[Published, ...] = ()
    # Functions that others ask, whoever they are; '': it has none.
    keys_of_case: str = ""  # (case id) → which of its keys open something of it: destroyed with it
    keys_along: str = ""  # (case id) → which of its keys go along when the case goes to another post
    posts_of_keys: str = ""  # (key ids) → the post of each of these keys that it owns
    ends_with_case: str = ""  # (case, at): an effect, when nobody of the post works on the case any more
    concerns: str = ""  # (case ids) → ids of what of these cases a proposal or a file may be about
    closed_to: str = ""  # (account ids) → (account id, an id that is closed to it) of each that has any
    drafts: str = ""  # (cases) → (case id, when, by whom) of what it holds under the key of their draft
    kept: str = ""  # (case ids, at) → those of which nothing may end by itself: a hold, a request under way
    attended_apart: str = ""  # (cases) → which of them are attended apart, and never asked for together
    # {kind of correction: (case, correction, what it says, at)}: effects that make what stood wrong right.
    puts_right: str = ""
    hidden: str = ""  # a kind of entries of the journal ..
    hidden_from: str = ""  # .. and (actor) → whether they are kept from somebody, inside the question itself

    def module(self, name: str) -> ModuleType:
        """A module of the feature: «rounds»."""
        return import_module(f"{self.package}.{name}")

    def table(self, name: str) -> Path:
        """A table of the feature: «sentences»."""
        return HOUSE.joinpath(*self.package.split(".")[1:], f"{name}.csv")

    def read(self, name: str) -> Any:
        """What the feature names: «rounds.kits_chased». Raises ``AttributeError`` when it is not there."""
        module, _, what = name.rpartition(".")
        return getattr(self.module(module), what)


@cache
def features() -> tuple[Feature, ...]:
    """Every feature that says something, in the order of its folder's name."""
    return tuple(import_module(name).FEATURE for name in modules("feature", "*", "*/*"))


def named(what: str) -> dict[str, tuple[Feature, Any]]:
    """Kind → what features say of it under this word («decides»), with whose it is, the first feature first.

    Raises ``ValueError`` for a kind that two of them say.
    """
    found = [(said.kind, (one, said)) for one in features() for said in getattr(one, what)]
    kinds = dict(found)
    if len(kinds) < len(found):
        raise ValueError(f"{what}: two features say one kind")
    return kinds


def asked(what: str) -> list[tuple[Feature, Callable[..., Any]]]:
    """The functions that features name under this word («keys_along»), with whose they are."""
    return [(one, one.read(name)) for one in features() if (name := getattr(one, what))]


def concerned(closed: frozenset[str]) -> frozenset[str]:
    """Ids of cases that are closed to somebody, and of what a proposal or a file of them may be about."""
    if not closed:
        return closed
    return closed | {str(id) for _, ids in asked("concerns") for id in ids(closed)}


def closed_of(accounts: Iterable[str]) -> dict[str, set[str]]:
    """Account id → the ids of cases, people and keys that are closed to it; an account without any is left
    out."""
    found: dict[str, set[str]] = {}
    wanted = list(accounts)
    for _, closed in asked("closed_to"):
        for account, id in closed(wanted):
            found.setdefault(str(account), set()).add(str(id))
    return found


def modules(name: str, *under: str) -> list[str]:
    """The modules called ``name`` in folders of these shapes, in alphabetical order."""
    found = (path for shape in under for path in HOUSE.glob(f"{shape}/{name}.py"))
    return sorted(".".join(("cauce", *path.relative_to(HOUSE).with_suffix("").parts)) for path in found)
