"""The formats of the bank of items and of an instrument as it is written: which items it uses.

``toolbox/bank.yaml`` holds every sentence that an instrument asks or notices, once. An instrument
names them (``use``) and says where each stands and when it is asked. ``bank.expanded`` puts them
together on reading, so that the rest of the program sees whole items.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cauce.content.model import Content, Slug, Text
from cauce.content.model_toolbox import AnswerRow, InstrumentHead


class BankItem(Content):
    """One sentence of the bank. Once used it is never edited: other words are another item.

    ``same_as`` says that it is the same question in the words of another space: the answer is kept
    under that id, and no instrument uses both. ``besides`` names items that bear on a concept of
    this one by another way (noticed, heard, asked briefly), so that nobody meets a question twice
    by accident.
    """

    id: Slug
    kind: Literal["cue", "benign", "safety", "question", "free_account", "listen_for"]
    text: Text
    field_text: Text | None = None  # its words on a form that leaves the office; None: the same
    help: Text | None = None
    tells_yes: list[Slug] = Field(default_factory=list)  # concepts that a yes makes known
    tells_no: list[Slug] = Field(default_factory=list)
    bears_on: list[Slug] = Field(default_factory=list)  # one or other of these: none made known
    sensitivity: Literal["P2", "P3", "P4"]
    trauma: bool = False
    after_stop: bool = False
    element: Literal["act", "means", "purpose", "minor", "condition", "contrast"] | None = None
    answered_by: Literal["person", "officer"] = "person"  # officer: nobody is asked, so nobody declines
    same_as: Slug | None = None  # None: its own question
    besides: list[Slug] = Field(default_factory=list)

    def concept_ids(self) -> frozenset[str]:
        """Every concept that it bears on."""
        return frozenset({*self.tells_yes, *self.tells_no, *self.bears_on})

    @property
    def answered_as(self) -> str:
        """The id under which its answer is kept."""
        return self.same_as or self.id


class ItemUse(Content):
    """One line of ``items`` in the file of an instrument: an item of the bank and its place."""

    use: Slug
    section: Slug
    ask_if: list[AnswerRow] = Field(default_factory=list)  # empty: always
    explains: list[Slug] = Field(default_factory=list)  # only benign: the cues that it clears here
    help: Text | None = None  # None: that of the bank


class InstrumentFile(InstrumentHead):
    """``toolbox/<id>.v<version>.yaml`` as it is written."""

    items: list[ItemUse] = Field(min_length=1)
