"""The format of a case of law: a short fact, what is known of it, and what each law must answer.

Files: ``law/cases/``. Invented, without a person: a lawyer reads in one line which element decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from cauce.content.model import Content, Slug, Text
from cauce.content.model_law import LawId, VerdictValue

MINOR, NO_CAPACITY = "person_minor", "person_no_capacity"  # said by ``age`` and ``capacity``
Decides = Literal["act", "means", "purpose"]
Standing = Literal["yes", "waived", "not_required", "contradictory", "partial", "unknown", "not_asked", "no"]


class LawAnswer(Content):
    """What one law must answer, the element that decides, and how that element stands."""

    verdict: VerdictValue
    decides: Decides
    state: Standing
    form: Slug | None = None  # an article that must answer the same by itself; None: not said


class LawAnswers(Content):
    palermo: LawAnswer
    tvpa_us: LawAnswer
    lgt_mx: LawAnswer

    def items(self) -> Iterator[tuple[LawId, LawAnswer]]:
        yield "palermo", self.palermo
        yield "tvpa_us", self.tvpa_us
        yield "lgt_mx", self.lgt_mx


class LawCase(Content):
    """``law/cases/*.yaml``: one fact. ``denied`` was asked and answered no, which proves nothing.

    The age is that at the time of the events. Capacity «no»: a professional says that the person
    cannot understand the meaning of what happened; it is never supposed.
    """

    id: Slug
    fact: Text
    present: list[Slug] = Field(default_factory=list)
    denied: list[Slug] = Field(default_factory=list)
    unknown: list[Slug] = Field(default_factory=list)
    age: Literal["adult", "minor", "unknown"]
    capacity: Literal["yes", "no", "unknown"] = "yes"
    expect: LawAnswers
    why: Text

    @model_validator(mode="after")
    def each_concept_once(self) -> LawCase:
        named = [*self.present, *self.denied, *self.unknown]
        wrong = sorted({one for one in named if named.count(one) > 1})
        if wrong:
            raise ValueError(f"{', '.join(wrong)} is listed twice")
        if {MINOR, NO_CAPACITY} & set(named):
            raise ValueError("the age and the capacity are said in age and capacity")
        return self

    def known(self) -> frozenset[str]:
        """The concepts that are known, those of age and capacity among them."""
        found = set(self.present)
        if self.age == "minor":
            found.add(MINOR)
        if self.capacity == "no":
            found.add(NO_CAPACITY)
        return frozenset(found)

    def not_known(self) -> frozenset[str]:
        """What was asked and is not known. An age that nobody can say is one of them."""
        found = set(self.unknown)
        if self.age == "unknown":
            found.add(MINOR)
        if self.capacity == "unknown":
            found.add(NO_CAPACITY)
        return frozenset(found)

    def concept_ids(self) -> frozenset[str]:
        """Every concept that it names."""
        return frozenset({*self.known(), *self.not_known(), *self.denied})
