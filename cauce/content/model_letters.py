"""The templates of letters: words of ours, and the blanks that a case fills. Files: ``letters/``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import Field

from cauce.content.model import Content, Provenance, Slug, Text

BLANK = re.compile(r"\{([a-z_]+)\}")
# Who a letter may be for. person: it is put into the person's own hands, and goes nowhere else. authority:
# whoever holds the person, and knows already who that is; it asks for what a law owes, and tells no account.
Addressee = Literal[
    "person",
    "shelter",
    "service_provider",
    "legal_provider",
    "health_provider",
    "registry",
    "authority",
]


class LetterField(Content):
    """One blank. ``origin``: where it comes from; ``typed``: whoever writes the letter fills it.

    ``shares``: what consent to share it is needed (rules/consent.py), when it goes to somebody else.
    ``optional``: the letter goes without it, and then without its paragraph.
    """

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    label: Text
    origin: str = "typed"  # typed, post:…, case:…, identity:… or fact:…
    shares: Slug | None = None
    optional: bool = False
    lines: bool = False  # typed in several lines
    hint: Text | None = None


class LetterTemplate(Content):
    """``letters/*.yaml``: one kind of letter, in both languages, paragraph by paragraph."""

    id: Slug
    version: int = 1
    order: int
    to: Addressee
    title: Text  # what it is called on the desk
    printed_title: Text  # what stands on the paper; tells nothing to who sees it from afar
    when: Text  # when it is used
    fields: list[LetterField]
    body: Annotated[list[Text], Field(min_length=1)]
    provenance: Provenance
    sources: list[Slug]
    last_checked: dt.date

    @property
    def goes_to_partner(self) -> bool:
        """Whether an organisation receives it; else it is the person's own, or goes to an office of a
        state.
        """
        return self.to not in ("person", "registry", "authority")

    def blanks(self, language: str) -> set[str]:
        """The blanks that the words name in a language."""
        return {name for part in self.body for name in BLANK.findall(part[language])}
