"""The formats of instruments and cases.

Files: ``toolbox/``, ``cases/``. Words stand in Spanish first, English beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from cauce.content.model import ActionId, Content, Provenance, Slug, Text
from cauce.content.model_cases import CaseAct, MayKnow
from cauce.content.model_law import VerdictValue

Answer = Literal["yes", "no", "does_not_know", "prefers_not_to_say"]
ReadingValue = Literal[
    "trafficking_sex",
    "trafficking_labour",
    "trafficking_both",
    "not_trafficking_other_violation",
    "not_trafficking_no_indication",
    "inconclusive_follow_up",
]
Offer = Literal["offer_private_talk", "full_interview", "emergency_route", "labour_route", "nothing_more_now"]
# Any row; inside a row, all: the item has one of these answers, or was not asked.
AnswerRow = dict[Slug, list[Answer | Literal["not_asked"]]]


class Item(Content):
    """One thing to notice or to ask. What an answer tells is in ``tells_yes`` and ``tells_no``."""

    id: Slug
    section: Slug
    kind: Literal["cue", "benign", "safety", "question", "free_account", "listen_for"]
    text: Text
    field_text: Text | None = None  # its words on a form that leaves the office; None: the same
    help: Text | None = None
    tells_yes: list[Slug] = Field(default_factory=list)  # concepts
    tells_no: list[Slug] = Field(default_factory=list)
    bears_on: list[Slug] = Field(default_factory=list)  # one or other of these: none made known
    ask_if: list[AnswerRow] = Field(default_factory=list)  # empty: always
    explains: list[Slug] = Field(default_factory=list)  # only benign: the cues that it clears
    sensitivity: Literal["P2", "P3", "P4"]
    trauma: bool = False  # may bring back what happened: offer a pause before it
    after_stop: bool = False  # still asked after a stop, because help needs it (where are you?)
    element: Literal["act", "means", "purpose", "minor", "condition", "contrast"] | None = None
    answered_by: Literal["person", "officer"] = "person"  # officer: nobody is asked, so nobody declines

    @property
    def outside(self) -> Text:
        """Its words on a form that leaves the office, where anybody may read them."""
        return self.field_text or self.text


class Section(Content):
    id: Slug
    title: Text
    lead: Text | None = None


class StopRule(Content):
    """When the sitting ends, validly, whatever was left unasked."""

    id: Slug
    when: list[AnswerRow]
    offer: Offer
    title: Text
    why: Text


class Threshold(Content):
    id: Slug
    value: int = Field(ge=1)
    provenance: Provenance
    why: Text


class OfferRule(Content):
    """What is offered, and why: any row of ``when``, or as many ``of`` as ``at_least`` says.

    ``unless`` withholds it when any of its rows holds. Cues cleared by a benign explanation do
    not count. The rules are read in order; each that holds adds its offer.
    """

    id: Slug
    offer: Offer
    when: list[AnswerRow] = Field(default_factory=list)
    at_least: Slug | None = None  # a threshold
    of: list[Slug] = Field(default_factory=list)
    unless: list[AnswerRow] = Field(default_factory=list)
    why: Text


class OfferText(Content):
    """What an offer is called, what to say to the person, and what the officer does."""

    id: Offer
    title: Text
    say: Text
    do: Text
    pass_on: Text | None = None  # whom to notify besides: a page that has done it says so instead
    again_in_days: int | None = None  # when to ask again; None: no date is set


class Estimate(Content):
    """A proportion with its bounds; ``low`` and ``high`` None: no interval is published."""

    value: float = Field(ge=0, le=1)
    low: float | None = Field(default=None, ge=0, le=1)
    high: float | None = Field(default=None, ge=0, le=1)
    origin: Literal["measured_here", "transferred", "assumed"]
    note: Text


class Performance(Content):
    """What is honestly known of how often an offer finds what it looks for, in this space.

    Any of the three figures None: no predictive value is computed and ``none_because`` says why.
    """

    base_rate: Estimate | None = None
    sensitivity: Estimate | None = None
    specificity: Estimate | None = None
    none_because: Text | None = None
    explanation: Text
    sources: list[Slug]

    @model_validator(mode="after")
    def says_why_none(self) -> Performance:
        figures = (self.base_rate, self.sensitivity, self.specificity)
        if any(figure is None for figure in figures) and self.none_because is None:
            raise ValueError("a figure is absent: none_because must say why")
        return self


class InstrumentHead(Content):
    """All that an instrument says besides its items."""

    id: Slug
    version: int = Field(ge=1)
    title: Text
    spaces: list[Slug]
    audience: Slug  # a role
    time: Text
    validation_status: Literal["none_in_this_setting"]
    licence_note: Text
    provenance: Provenance
    sources: list[Slug]
    consent_required: bool
    answers: Literal["ticks", "four_valued"]
    intro: Text
    neutral_reason: Text | None = None  # the sentence under which a private talk is offered
    asked_reason: Text | None = None  # the same for whoever asked for help outright: an answer, no pretext
    told_directly: Slug  # the item by which «she told me» ends the sitting, validly
    sections: list[Section]
    thresholds: list[Threshold] = Field(default_factory=list)
    rules: list[OfferRule]
    stop_rules: list[StopRule]
    offers: list[OfferText]
    prohibited_inputs: list[Text] = Field(default_factory=list)
    performance: Performance
    note: Text | None = None


class Instrument(InstrumentHead):
    """One version of an instrument with its items whole; once used, never edited.

    Its file names items of the bank (``model_bank.InstrumentFile``); ``bank.expanded`` joins them.
    """

    items: list[Item] = Field(min_length=1)

    @model_validator(mode="after")
    def names_resolve(self) -> Instrument:
        """Every item, section, threshold and offer that is named exists; ids are unique."""
        items = [item.id for item in self.items]
        sections = {section.id for section in self.sections}
        thresholds = {threshold.id for threshold in self.thresholds}
        offers = {offer.id for offer in self.offers}
        twice = {one for one in items if items.count(one) > 1}
        wrong = [f"item {one} twice" for one in sorted(twice)]
        for kind, one in self._named():
            known = {"item": set(items), "section": sections, "threshold": thresholds}
            if one not in known.get(kind, offers):
                wrong.append(f"{kind} {one} does not exist")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _named(self) -> Iterator[tuple[str, str]]:
        yield "item", self.told_directly
        rows = [row for item in self.items for row in item.ask_if]
        for item in self.items:
            yield "section", item.section
            yield from (("item", one) for one in item.explains)
        for rule in self.rules:
            yield "offer", rule.offer
            rows += [*rule.when, *rule.unless]
            yield from (("item", one) for one in rule.of)
            if rule.at_least is not None:
                yield "threshold", rule.at_least
        for stop in self.stop_rules:
            yield "offer", stop.offer
            rows += stop.when
        yield from (("item", one) for row in rows for one in row)

    def concept_ids(self) -> frozenset[str]:
        """Every concept that an answer tells, for the check that each exists in the bank."""
        return frozenset(
            slug for item in self.items for slug in (*item.tells_yes, *item.tells_no, *item.bears_on)
        )


class Expect(Content):
    palermo: VerdictValue
    tvpa_us: VerdictValue
    lgt_mx: VerdictValue


class CaseFile(Content):
    """``cases/*.yaml``: an invented person and what must follow: test, exercise and example.

    ``must`` and ``must_not`` are what the plan requires, and does not, for ``facts`` and ``acts`` at
    the moment of the story; facts that are not listed are not known. With scope ``post`` it is the
    story of a post (phase 1) and no law is read: ``expect`` and ``reading`` are None.
    """

    id: Slug
    scope: Literal["case", "post"] = "case"
    space: Slug
    text: Text
    concepts: list[Slug] = Field(default_factory=list)
    not_known: list[Slug] = Field(default_factory=list)
    expect: Expect | None = None
    reading: ReadingValue | None = None
    subtype: Slug
    other_violation: list[Slug] = Field(default_factory=list)
    notes: Text | None = None
    source_status: Slug  # how firm the answer is; every text is fictionalised
    origin: list[str]  # public addresses that the story was built from
    provenance: Provenance
    vignette: str | None = None  # number in the shared list; None: ours alone
    post: str = "HOU"  # whose clock counts
    facts: dict[Slug, bool | int | str] = Field(default_factory=dict)
    acts: list[CaseAct] = Field(default_factory=list)
    must: list[ActionId] = Field(default_factory=list)  # required now: open, overdue or blocked
    must_not: list[ActionId] = Field(default_factory=list)  # not required, although one might think so
    ask: list[Slug] = Field(default_factory=list)  # facts to find out next
    by_when: dict[ActionId, Slug] = Field(default_factory=dict)  # the parameter of its deadline
    may_know: list[MayKnow] = Field(default_factory=list)

    @model_validator(mode="after")
    def law_is_read_for_people(self) -> CaseFile:
        if (self.scope == "case") != (self.expect is not None and self.reading is not None):
            raise ValueError("expect and reading belong to scope case, and are required there")
        return self
