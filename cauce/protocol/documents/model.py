"""The document as data, in one language: what a web page, a PDF and a search all read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from string import ascii_uppercase

from cauce.content.model_toolbox import Instrument
from cauce.content.model_tools import Tool
from cauce.protocol.documents.toolsheet import Leaf


@dataclass(frozen=True, slots=True)
class Cited:
    """One source. ``number`` is its place in the list of sources; ``url`` None: no public address.

    ``seen``: when it was noted and whether anybody opened it, in a sentence; ``seen_short`` in a few words.
    """

    id: str
    number: int
    title: str
    kind: str
    url: str | None
    mark: str
    seen: str
    seen_short: str
    verified: bool
    note: str
    in_force_from: dt.date | None
    read: str  # how far, in a word
    on: dt.date  # of the reading, or of the note


@dataclass(frozen=True, slots=True)
class Deadline:
    """One line of «by when». ``amount`` is «3 días hábiles»; ``when`` is empty where it always holds.

    ``dated``: it is the date of ``start`` itself, and nothing is counted from it; then ``counted``
    and ``every`` name and say the period that the date holds («cada año»), if one is known.
    """

    parameter: str
    amount: str
    dated: bool
    before: bool  # the amount is before ``start`` and not after it
    counted: str
    every: str
    start: str
    when: str
    provenance: str
    sources: tuple[Cited, ...]
    last_checked: dt.date
    note: str

    @property
    def words(self) -> str:
        """The amount whole: «en su fecha: cada año»."""
        return f"{self.amount}: {self.every}" if self.every else self.amount


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the Protocol, said whole."""

    id: str
    phase: int
    title: str
    who: str
    also: tuple[str, ...]  # roles that act in it too
    scope: str
    when: tuple[str, ...]  # clauses after «si», any of them; empty: always
    why: str
    after: tuple[tuple[str, str], ...]  # id and title of what comes before
    deadlines: tuple[Deadline, ...]
    no_deadline: str  # why there is none; empty: there is one, or nobody said why
    how: tuple[str, ...]  # step after step
    form: str
    if_no: str
    evidence: str
    fulfilled: tuple[str, ...]  # acts that meet it
    declined: tuple[str, ...]  # acts that close it because it was offered and not wanted
    recurs: bool
    urgent: bool
    tools: tuple[tuple[str, str], ...]
    sources: tuple[Cited, ...]
    provenance: str
    note: str
    by_sex: str
    branch: str  # id of a branch; empty: a step for everybody


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of steps: the SVG, its title, and what stands under it in words."""

    ident: str
    svg: str
    title: str
    caption: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text in Markdown; ``text`` is the same without marks, for the search."""

    body: str
    text: str
    language: str  # of the text: the original where there is no translation yet
    provenance: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class BranchPart:
    """One circumstance that changes the steps."""

    id: str
    title: str
    changes: str
    known: str
    never_asked: bool
    when: tuple[str, ...]
    steps: tuple[Step, ...]  # those that belong to it alone
    others: tuple[tuple[str, str], ...]  # steps for everybody that carry it out too
    sources: tuple[Cited, ...]
    provenance: str
    note: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One instrument in short: what it is for, how it ends, and what its result is worth."""

    instrument: Instrument
    audience: str
    spaces: tuple[str, ...]
    questions: int
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """One of the twenty tools. ``tool`` and its blank ``leaf`` None: this edition has only its title."""

    number: str
    title: str
    tool: Tool | None
    leaf: Leaf | None
    steps: tuple[tuple[str, str], ...]
    not_automated: str


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter as it stands: «3 días hábiles», from when, and on what it rests."""

    id: str
    title: str
    words: str
    in_force_from: dt.date
    provenance: str
    sources: tuple[Cited, ...]
    last_checked: dt.date
    note: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """One row of the coverage table: what carries a section out, or why nothing does."""

    section: str
    title: str
    by: tuple[tuple[str, str, str], ...]  # what it is, its id and its name; kind '' leads nowhere
    not_automated: str


@dataclass(frozen=True, slots=True)
class LawSheet:
    """One law: every purpose that its text names, by which concepts it is read, and its note."""

    id: str
    title: str
    note: str
    purposes: tuple[tuple[str, str, str, str], ...]  # number, words, concepts, note
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class LawRow:
    """One case of law: what is known, and of each law its answer and how the deciding element stands."""

    id: str
    fact: str
    who: str  # age at the time, and capacity where it matters
    answers: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the glossary."""

    id: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the document, and one page of its reader. ``kind`` names its template."""

    slug: str
    # prose | phase | branches | instruments | tools | values | glossary | sources | coverage | laws
    kind: str
    title: str
    number: str = ""
    summary: str = ""
    passage: Passage | None = None
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    branches: tuple[BranchPart, ...] = ()
    instruments: tuple[Summary, ...] = ()
    annexes: tuple[Annex, ...] = ()
    values: tuple[Value, ...] = ()
    terms: tuple[Term, ...] = ()
    sources: tuple[tuple[str, tuple[Cited, ...]], ...] = ()
    coverage: tuple[Covered, ...] = ()
    laws: tuple[LawSheet, ...] = ()
    law_cases: tuple[LawRow, ...] = ()


# Running text that explains where the rest comes from: nobody needs it to attend a person.
BACKGROUND = ("measuring", "what-is-not-known")
IN_THE_MANUAL = ("prose", "phase", "branches")
# The annexes in the order in which they are reached for.
OF_THE_PHASES = ("grounds", "drawings")
BEHIND = (
    "grounds",
    "tools",
    "instruments",
    "values",
    "glossary",
    "laws",
    "coverage",
    *BACKGROUND,
    "drawings",
    "sources",
)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything the edition says, in one language. ``holds_from``: since when its values hold."""

    language: str
    edition: str
    title: str
    approved_by: str
    note: str
    in_force_from: dt.date
    in_force_to: dt.date | None
    demonstration: bool
    holds_from: dt.date
    hash: str
    parts: tuple[Part, ...]
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)  # provenance: steps, deadlines

    @property
    def steps(self) -> dict[str, Step]:
        """Every action by its id, in the order of the Protocol."""
        return {step.id: step for part in self.parts if part.kind == "phase" for step in part.steps}

    @property
    def manual(self) -> tuple[Part, ...]:
        """The first half of the book: what an officer needs to attend somebody."""
        return tuple(
            part for part in self.parts if part.kind in IN_THE_MANUAL and part.slug not in BACKGROUND
        )

    @property
    def behind(self) -> tuple[tuple[str, str, Part | None], ...]:
        """The annexes: letter, slug and part; None where it is told of every action or drawn of every
        phase.
        """
        rest = {part.slug: part for part in self.parts if part not in self.manual}
        named = [slug for slug in BEHIND if slug in OF_THE_PHASES or slug in rest]
        named += [slug for slug in rest if slug not in named]
        pairs = zip(ascii_uppercase, named, strict=False)
        return tuple((letter, slug, rest.get(slug)) for letter, slug in pairs)

    @property
    def special(self) -> int:
        """How many of them only go with another in a circumstance: a letter after the number."""
        return sum(not id[-1].isdigit() for id in self.steps)

    @property
    def confirmed(self) -> tuple[int, int]:
        """Sources that counsel confirmed, and all."""
        held = [one for part in self.parts for _, members in part.sources for one in members]
        return sum(one.verified for one in held), len(held)

    @property
    def annexes(self) -> dict[str, Annex]:
        """The tools by their number."""
        return {annex.number: annex for part in self.parts for annex in part.annexes}

    def part(self, slug: str) -> Part | None:
        """The part of that name; None: there is none."""
        return next((part for part in self.parts if part.slug == slug), None)
