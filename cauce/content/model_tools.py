"""The format of the twenty tools: ``toolbox/tool-NN.vN.yaml``.

A tool is a form that is filled, a directory, a reference or a guide. Words stand in Spanish first,
English beside them. Titles are the programme's; the inner text is this edition's own proposal.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from cauce.content.model import ActionId, Content, Provenance, Row, Slug, Text

ToolNumber = Annotated[str, StringConstraints(pattern=r"^T([1-9]|1[0-9]|20)$")]
ToolKind = Literal["form", "directory", "reference", "guide"]
FieldKind = Literal[
    "text", "paragraph", "date", "moment", "number", "money", "yes_no", "choice", "many", "table"
]
# Where a case already holds an answer, besides ``fact:<id>`` and ``act:<id>`` (its latest instant).
CASE_ANSWERS = frozenset(
    {
        "case:folio",
        "case:post",
        "case:opened_on",
        "case:officer",
        "identity:name",
        "identity:known_as",
        "identity:birth_date",
        "identity:age",
        "identity:phone",
        "identity:safe_channel",
        "identity:safe_hours",
        "plan:rows",
        "consent:rows",
        "consent:protection",
        "needs:rows",
        "referrals:rows",
        "risk:levels",
        "risk:measures",
        "risk:review_on",
    }
)


class Choice(Content):
    id: Slug
    title: Text


class Column(Content):
    """One column of a table that is typed; ``money``: its amounts are added up."""

    id: Slug
    title: Text
    kind: Literal["text", "date", "money"] = "text"


class ToolField(Content):
    """One thing a form holds. With ``from_case`` it is never typed: the case knows it.

    ``means`` marks what the program compares with what it knows (a birth date with an age);
    ``happened`` is when what the form tells of took place.
    With an answer of ``stop_if`` the form stays a draft.
    """

    id: Slug
    kind: FieldKind
    label: Text
    hint: Text | None = None
    sensitivity: Literal["P2", "P3", "P4"]
    required: bool = False  # a form is finished only with it; a draft may always lack it
    # Or only where another field of the same tool has one of these answers: {way: [spoken, signing]}.
    required_if: dict[Slug, list[str]] = Field(default_factory=dict)
    choices: list[Choice] = Field(default_factory=list)
    catalogue: Slug | None = None  # or the choices are those of a catalogue
    columns: list[Column] = Field(default_factory=list)  # only a table
    rows: int = Field(default=0, ge=0, le=20)  # how many lines are offered; only a table
    from_case: str | None = None
    means: Literal["birth_date", "age", "currency", "happened"] | None = None
    stop_if: list[str] = Field(default_factory=list)  # answers with which nobody goes on today
    stop_why: Text | None = None  # said then; required with stop_if

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> ToolField:
        """Refuse a choice without choices, and a table without columns or lines."""
        if self.from_case is not None:
            return self
        if self.kind in ("choice", "many") and bool(self.choices) == bool(self.catalogue):
            raise ValueError(f"field {self.id} needs choices or a catalogue, and not both")
        if bool(self.stop_if) != bool(self.stop_why):
            raise ValueError(f"field {self.id} needs stop_if and stop_why, or neither")
        if (self.kind == "table") != bool(self.columns and self.rows):
            raise ValueError(f"field {self.id}: columns and rows belong to a table, and both")
        return self


class Shown(Content):
    """What a reference or a directory shows, so that nothing is copied that lives elsewhere."""

    what: Literal[
        "sources",
        "catalogue",
        "directory",
        "facts",
        "htcds",
        "concepts",
        "questions",
        "programmes",
        "contacts",
    ]
    # kinds, groups, the catalogue, instrument, government or the place of a telephone
    names: list[str] = Field(default_factory=list)
    note: Text | None = None


class ToolSection(Content):
    """A part of a tool: words to read, things to tick or to fill, or what is shown from elsewhere."""

    id: Slug
    title: Text
    lead: Text | None = None
    points: list[Text] = Field(default_factory=list)
    ordered: bool = False  # the points are steps, one after another
    fields: list[ToolField] = Field(default_factory=list)
    shows: Shown | None = None


class Signer(Content):
    """Who puts their name. ``optional``: the form is whole without it."""

    id: Slug
    title: Text
    optional: bool = False
    note: Text | None = None


class Tool(Content):
    """One of the twenty. ``printed_title`` is what stands on paper, and tells nothing to a stranger.

    ``serves``: actions it helps besides those that name it. ``when``: the cases it is for (empty:
    any). ``meets``: the act that is recorded when the form is finished. ``private``: nothing of it
    is ever sent or kept.
    """

    id: Annotated[str, StringConstraints(pattern=r"^tool-(0[1-9]|1[0-9]|20)$")]
    number: ToolNumber
    version: int = Field(ge=1)
    kind: ToolKind
    title: Text
    title_provenance: Provenance
    official_pages: str  # of the printed Toolbox
    printed_title: Text
    purpose: Text
    phases: Annotated[list[Literal[1, 2, 3, 4]], Field(min_length=1)]
    serves: list[ActionId] = Field(default_factory=list)
    when: list[Row] = Field(default_factory=list)
    private: bool = False
    meets: Slug | None = None
    sections: Annotated[list[ToolSection], Field(min_length=1)]
    signers: list[Signer] = Field(default_factory=list)
    sources: Annotated[list[Slug], Field(min_length=1)]
    provenance: Provenance  # of what is inside
    note: Text | None = None

    @model_validator(mode="after")
    def says_each_thing_once(self) -> Tool:
        """Refuse two fields with one id, and an id that is not the number's."""
        if self.id != f"tool-{int(self.number[1:]):02d}":
            raise ValueError(f"{self.number} must be named tool-{int(self.number[1:]):02d}")
        names = [field.id for field in self.fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"fields named twice: {', '.join(twice)}")
        for field in self.fields:
            for name, answers in field.required_if.items():
                self._answerable(field, name, answers)
        if self.meets and self.kind != "form":
            raise ValueError("only a form meets an act")
        return self

    def _answerable(self, field: ToolField, name: str, answers: list[str]) -> None:
        """Refuse a condition on a field that is none, or on an answer that nobody can give."""
        other = next((one for one in self.fields if one.id == name), None)
        allowed = {one.id for one in other.choices} if other else set()
        if wrong := [one for one in answers if one not in allowed] or ([] if answers else [name]):
            raise ValueError(
                f"field {field.id}: required_if names {name} {', '.join(wrong)}, which "
                "is no answer of this tool"
            )

    @property
    def fields(self) -> tuple[ToolField, ...]:
        """Every field of every section, in order."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def typed(self) -> tuple[ToolField, ...]:
        """The fields that somebody fills: what the case knows is not among them."""
        return tuple(field for field in self.fields if field.from_case is None)
