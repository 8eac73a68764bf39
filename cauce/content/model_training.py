"""The format of lessons, each bound to actions of the edition. Files: ``training/*.yaml``.

Three kinds, told apart by what they hold: a lesson to read and answer, a whole case decided moment by
moment (``steps``), and a script that two officers play (``play``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from cauce.content.model import ActionId, Content, Provenance, Slug, Text


class Choice(Content):
    """One answer that may be chosen, and why it is right or not."""

    id: Slug
    text: Text
    right: bool = False
    why: Text
    then: Text | None = None  # what happened next; None: nothing is told


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


class Moment(Question):
    """One moment of a whole case: what is seen, what may be done, and what each choice brought.

    ``actions`` are those of the edition that hold there; their periods are shown from them and stand in
    no text. ``when`` None: right after the moment before.
    """

    when: Text | None = None
    told: Annotated[list[Text], Field(min_length=1)]
    actions: Annotated[list[ActionId], Field(min_length=1)]

    @model_validator(mode="after")
    def every_choice_has_an_end(self) -> Moment:
        if any(one.then is None for one in self.choices):
            raise ValueError("every choice of a moment says what happened then")
        return self


class Reveal(Content):
    """What the second person tells only if it is asked so."""

    asked: Text
    says: Text


class Tick(Content):
    """Something that whoever watches can see done or not, and the action that it belongs to."""

    id: Slug
    text: Text
    action: ActionId


class Play(Content):
    """A script for two. Whoever attends reads ``task`` alone; all the rest is the second person's."""

    task: Annotated[list[Text], Field(min_length=1)]
    who: Annotated[list[Text], Field(min_length=1)]
    opens: Text  # the first words
    reveals: Annotated[list[Reveal], Field(min_length=3)]
    closes: Annotated[list[Text], Field(min_length=2)]  # what makes them fall silent
    turn: Text  # what changes when they swap, so that nobody plays from memory
    ticks: Annotated[list[Tick], Field(min_length=4)]
    debrief: Annotated[list[Text], Field(min_length=3)]


class LessonPart(Content):
    title: Text
    body: Annotated[list[Text], Field(min_length=1)]  # a paragraph each


class Lesson(Content):
    """One lesson. ``roles`` empty: for everybody. ``minutes``: what it takes, reading included."""

    id: Slug
    order: int
    title: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    roles: list[Slug] = Field(default_factory=list)
    actions: Annotated[list[ActionId], Field(min_length=1)]
    aim: Text
    parts: list[LessonPart] = Field(default_factory=list)
    keep: Annotated[list[Text], Field(min_length=1)]  # what to keep in mind
    questions: list[Question] = Field(default_factory=list)
    steps: list[Moment] = Field(default_factory=list)
    play: Play | None = None  # None: nobody plays
    cases: list[Slug] = Field(default_factory=list)  # case files to go on with
    provenance: Provenance
    sources: list[Slug]

    @model_validator(mode="after")
    def is_of_one_kind(self) -> Lesson:
        kinds = (bool(self.parts and self.questions), bool(self.steps), self.play is not None)
        if sum(kinds) != 1 or (self.kind != "lesson" and self.questions):
            raise ValueError("parts and questions, or steps, or a play: one of the three")
        ids = [one.id for one in self.asked]
        if len(set(ids)) != len(ids):
            raise ValueError("two questions of a lesson have the same id")
        return self

    @property
    def kind(self) -> Literal["lesson", "case", "play"]:
        if self.play is not None:
            return "play"
        return "case" if self.steps else "lesson"

    @property
    def asked(self) -> list[Question]:
        """Everything that is answered: the questions, or the moments of a case."""
        return [*self.questions, *self.steps]

    def named_actions(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every action named, with its place in the file."""
        for i, id in enumerate(self.actions):
            yield ("actions", i), id
        for i, step in enumerate(self.steps):
            for j, id in enumerate(step.actions):
                yield ("steps", i, "actions", j), id
        for i, tick in enumerate(self.play.ticks if self.play else ()):
            yield ("play", "ticks", i, "action"), tick.action
