"""The nouns of a difference: one change, its areas, and the fields of a step by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cauce.content.model import Text, word_tables
from cauce.rules.difference.words import Piece, marked

Kind = Literal["added", "changed", "ended"]
Tone = Literal["stricter", "weaker", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. ``pieces``: the wording by language, where words changed (else empty).

    ``tone``: whether the persons' protection became stricter or weaker; '' when that is no matter
    of counting.
    """

    area: str
    kind: Kind
    id: str
    title: Text
    text: Text
    tone: Tone = ""
    pieces: tuple[tuple[str, tuple[Piece, ...]], ...] = ()

    def line(self, language: str) -> str:
        """The change as one plain line."""
        said = f"{self.title[language]}: {self.text[language]}"
        found = dict(self.pieces).get(language)
        return f"{said} {marked(found)}" if found else said


WORDS = word_tables(__file__)
AREAS = WORDS["areas"]
# What an edition holds by id and is compared part by part: area, attribute.
KEYED = (
    ("branches", "branches"),
    ("instruments", "instrument_versions"),
    ("tools", "tool_versions"),
    ("bank", "bank"),
    ("laws", "laws"),
    ("law_cases", "law_cases"),
    ("facts", "facts"),
    ("acts", "acts"),
    ("sources", "sources"),
    ("guide", "guide"),
    ("contacts", "contacts"),
    ("routes", "routes"),
    ("programmes", "programmes"),
    ("indicators", "indicator_versions"),
    ("releases", "releases"),
    ("announced", "announced"),
    ("letters", "letter_versions"),
    ("registers", "registers"),
    ("coverage", "coverage"),
    ("concepts", "concepts"),
    ("cases", "cases"),
    ("kinship", "kinship"),
    ("logframe", "logframe"),
)
FIELDS = WORDS["fields"]
