"""The formats of ``content/``: what a file may say. JSON Schemas are generated from these classes.

Keys are English and equal the attribute names; words stand in Spanish first, English beside them.
Formats of the toolbox, the law and the cases are in ``model_toolbox.py``.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]*$")]
ActionId = Annotated[str, StringConstraints(pattern=r"^P[1-4]-\d{2}[a-z]?$")]
Provenance = Literal["real", "law", "derived", "proposed"]
Scope = Literal["post", "encounter", "case", "referral", "reunification"]
# One row of a condition: every test in it must hold. A test is a value, a list of values,
# "<n", ">=n", "unknown", "not …" or two joined by a space (">=14 <18").
Row = dict[str, bool | int | str | list[str | int]]


class Content(BaseModel):
    """Base of every format: frozen, and an unknown key is an error rather than ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Text(Content):
    """Words in both languages; neither may be empty."""

    es: Annotated[str, StringConstraints(min_length=1)]
    en: Annotated[str, StringConstraints(min_length=1)]

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.es


def both(es: str, en: str) -> Text:
    """Words of the program, in both languages."""
    return Text(es=es, en=en)


def word_tables(file: str) -> dict[str, dict[str, Text]]:
    """The words of a module in tables: ``saying.py`` has ``saying.csv``, a row for a code of a table."""
    found: dict[str, dict[str, Text]] = {}
    with Path(file).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["table"], {})[row["code"]] = both(row["es"], row["en"])
    return found


class EditionInfo(Content):
    """``edition.yaml``: one dated, immutable version of the content."""

    id: str
    title: Text
    in_force_from: dt.date
    in_force_to: dt.date | None = None  # None: until a later edition replaces it
    languages: list[str]
    demonstration: bool = False  # True: its date lets invented cases be shown; nobody adopted it
    approved_by: Text
    note: Text | None = None


class Source(Content):
    """``sources.yaml``: one cited source. ``legal``, ``sources`` elsewhere refer to its id."""

    id: Slug
    title: Text
    kind: Literal[
        "law", "treaty", "rule", "agency", "programme", "organisation", "research", "press", "proposal"
    ]
    url: str | None = None  # None: no public address
    mark: Literal["S", "S-toc", "K", "I", "P"]  # how far it was read
    in_force_from: dt.date | None = None  # None: not a text with a date of force, or not known
    last_checked: dt.date  # when it was noted here
    opened_on: dt.date | None = None  # None: nobody opened it for this edition
    verified: bool = False  # True only when counsel confirmed that it says what is cited
    note: Text | None = None


class Fact(Content):
    """``catalogues/facts.yaml``: a typed statement about a case, an encounter or a post."""

    id: Slug  # for instance person.age
    type: Literal["boolean", "integer", "choice", "date", "instant"]
    values: list[Slug] = Field(default_factory=list)  # only for choice
    value_labels: dict[str, Text] = Field(default_factory=dict)  # only for choice
    unit: Text | None = None
    scope: Scope
    label: Text  # «la edad de la persona»: printed inside sentences
    question: Text  # what to find out, said to the officer
    sensitivity: Literal["P4", "P3", "P2"]
    set_by: list[Slug] = Field(default_factory=list)  # acts that set it


class ActKind(Content):
    """``catalogues/acts.yaml``: something a person does once, at a time; it may meet an action."""

    id: Slug
    title: Text
    scope: Scope
    by_system: bool = False  # True: recorded by the program (a referral accepted), never typed
    asks_again: bool = False  # True: a new contact, or another place: what changes from hour to hour is asked


class ParameterValue(Content):
    in_force_from: dt.date
    value: int
    provenance: Provenance
    sources: list[Slug]
    last_checked: dt.date
    note: Text | None = None


class Parameter(Content):
    """``parameters/*.yaml``: a number that changes by date. Values are oldest first."""

    id: Slug
    title: Text
    unit: Literal["minutes", "hours", "days", "working_days", "months", "years", "count", "percent"]
    said: Text | None = None  # printed in place of the amount: «en su fecha»; None: the amount
    values: Annotated[list[ParameterValue], Field(min_length=1)]


class Within(Content):
    """How long, counted from what. The amount lives in the parameter, with its own provenance.

    ``start`` names an act (its first occurrence counts; ``last:`` before it, the latest one) or a
    fact of type instant or date (then the amount is added to it). When ``when`` is given, the
    first row of the list that is not false applies, so the strictest comes first.

    ``counted`` names the period that the date of ``start`` already holds: it is printed with its
    own provenance and counts nothing more. None: the date holds none.

    ``known`` names the act by which a date of ``start`` became known: a period that had run out by then
    is owed at once and late for nobody, and a date that is set anew asks for the action again. Below
    zero, the amount is before ``start``.

    ``called``: what the action is called while this clock runs; None: its title.
    """

    parameter: Slug
    start: str
    counted: Slug | None = None
    known: Slug | None = None
    called: Text | None = None
    when: list[Row] = Field(default_factory=list)


class Action(Content):
    """``pathways/*.yaml``: a thing the Protocol prescribes.

    Who, what, by when, with which form, what proves it, and what if the person says no. An action has
    a deadline (``within``) or says why it has none (``no_deadline``), never both.
    """

    id: ActionId
    order: int
    title: Text
    why: Text
    scope: Scope
    role: Slug  # catalogues/roles.yaml
    also: list[Slug] = Field(default_factory=list)  # roles that act in it too
    when: list[Row] = Field(default_factory=list)  # empty: always
    after: list[ActionId] = Field(default_factory=list)
    within: list[Within] = Field(default_factory=list)  # empty: no deadline is stated
    no_deadline: Text | None = None  # why none is stated; None: ``within`` states one
    how: list[Text] = Field(default_factory=list)  # what is done, step after step
    form: Text | None = None  # with which form; None: none is needed, or the tools are the form
    done_by: list[Slug]  # any of these acts meets it
    declined_by: list[Slug] = Field(default_factory=list)  # «offered, she declined» closes it too
    if_no: Text | None = None  # what then, where no act of ``declined_by`` says it
    recurs: bool = False  # after each act the clock starts again
    urgent: bool = False  # a safety step: never waits for ``after``, a signature or a conclusion
    branch: Slug | None = None  # catalogues/branches.yaml; None: a step for everybody
    by_sex: Text | None = None  # why it differs by sex; required where a condition names person.sex
    # recipients.yaml: the authority that learns of the person by it. None: nobody outside. One for
    # children learns of nobody whose age is merely unknown: it takes a stated doubt, with its ground.
    tells: Slug | None = None
    minimum: int | None = None  # its place in the twenty-minute path; None: it may come later
    evidence: Text
    tools: list[str] = Field(default_factory=list)  # T1 … T20
    legal: list[Slug] = Field(default_factory=list)  # sources.yaml
    provenance: Provenance
    note: Text | None = None


class CatalogueEntry(Content):
    """One line of a small closed list kept as YAML (roles, needs, channels, reasons …)."""

    id: Slug
    title: Text
    htcds: str | None = None
    note: Text | None = None


class Coverage(Content):
    """``coverage.yaml``: a section of the Protocol and what carries it out, or why nothing does."""

    section: str
    title: Text
    automated_by: list[str] = Field(default_factory=list)
    not_automated: Text | None = None
