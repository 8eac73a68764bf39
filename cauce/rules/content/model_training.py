"""The format of short lessons, each bound to actions of the edition. Files: ``training/*.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cauce.rules.content.model import ActionId, Content, Provenance, Slug, Text


class Choice(Content):
    """One answer that may be chosen, and why it is right or not."""

    id: Slug
    text: Text
    right: bool = False
    why: Text


class Question(Content):
    """A question with one right answer, or several."""

    id: Slug
    text: Text
    choices: Annotated[list[Choice], Field(min_length=2)]
    sources: list[Slug] = Field(default_factory=list)

    @model_validator(mode="after")
    def can_be_answered(self) -> Question:
        if not any(one.right for one in self.choices) or all(one.right for one in self.choices):
            raise ValueError("at least one choice is right and at least one is not")
        return self

    @property
    def many(self) -> bool:
        return sum(one.right for one in self.choices) > 1


class LessonPart(Content):
    title: Text
    body: Annotated[list[Text], Field(min_length=1)]  # a paragraph each


class Lesson(Content):
    """One lesson of a few minutes. ``roles`` empty: for everybody."""

    id: Slug
    order: int
    title: Text
    minutes: Annotated[int, Field(ge=1, le=30)]
    roles: list[Slug] = Field(default_factory=list)
    actions: Annotated[list[ActionId], Field(min_length=1)]
    aim: Text
    parts: Annotated[list[LessonPart], Field(min_length=1)]
    keep: Annotated[list[Text], Field(min_length=1)]  # what to keep in mind
    questions: Annotated[list[Question], Field(min_length=1)]
    cases: list[Slug] = Field(default_factory=list)  # case files to go on with
    provenance: Provenance
    sources: list[Slug]
