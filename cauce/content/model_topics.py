"""The format of the topics: what is asked in more than one place, and which places ask the same."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cauce.content.model import Content, Slug, Text

PLACE = r"^(bank|safety|risk|fact):[a-z][a-z0-9_.]*$"


class Asked(Content):
    """One place where a topic is asked: ``bank:``, ``safety:``, ``risk:`` or ``fact:`` and its name there.

    ``joins`` None: the place asks for this topic alone. ``any``, ``all``: it asks for several at once, and
    stands in each of them. ``tells`` None: either answer there says whether the topic holds, and the topic
    answers the question; else only this answer says something, and the topic answers nothing there.
    """

    at: str = Field(pattern=PLACE)
    means: Literal["yes", "no"] = "yes"  # the answer there that says that the topic holds
    joins: Literal["any", "all"] | None = None
    tells: Literal["yes", "no"] | None = None

    @property
    def item(self) -> str | None:
        """The item of the bank that it names; None: it is no item."""
        kind, _, name = self.at.partition(":")
        return name if kind == "bank" else None


class Beside(Content):
    """Another question whose answer bears on a topic and does not answer it: shown beside it, as told."""

    at: str = Field(pattern=PLACE)
    says: Literal["yes", "no", "does_not_know", "prefers_not_to_say"]  # the answer there worth showing


class Topic(Content):
    """``toolbox/topics.yaml``: one thing that the person tells once, wherever it is asked."""

    id: Slug
    title: Text  # «si vigilan su teléfono»
    lasts: Literal["always", "contact", "moment"] = "always"
    asked: list[Asked] = Field(min_length=1)
    beside: list[Beside] = Field(default_factory=list)
