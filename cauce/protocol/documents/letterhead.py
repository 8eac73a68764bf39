"""Who a paper is from, and a letter as it is printed: the same words as PDF and as DOCX."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cauce.content.model import Text

from .paper import pdf
from .words import day

HOUSES = {
    "consulado_general": Text(
        es="Consulado General de México en {name}", en="Consulate General of Mexico in {name}"
    ),
    "consulado": Text(es="Consulado de México en {name}", en="Consulate of Mexico in {name}"),
    "seccion_consular": Text(
        es="Sección Consular de México en {name}", en="Consular Section of Mexico in {name}"
    ),
}
NUMBER = Text(es="Oficio", en="Letter no.")
CORRECTS = Text(es="Corrige el oficio {number}.", en="It corrects letter {number}.")
PROPOSED = Text(
    es="Redacción propuesta; no es un formato oficial.",
    en="Proposed wording; not an official form.",
)
# What a letter looks like before it has a number.
TO_COME = Text(es="(se da al emitirla)", en="(given when issued)")


def house(post: Any, lang: str) -> str:
    """«Consulado General de México en Houston»; "" for whoever works at no post."""
    if post is None:
        return ""
    return HOUSES.get(post.kind, HOUSES["consulado"])[lang].format(name=post.name)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready for paper. ``number`` None: it is a draft. ``corrects`` "": it corrects none."""

    language: str
    title: str
    house: str
    city: str
    on: dt.date
    paragraphs: tuple[str, ...]
    signer: str
    number: str | None = None
    corrects: str = ""

    @property
    def number_line(self) -> str:
        return f"{NUMBER[self.language]} {self.number or TO_COME[self.language]}"

    @property
    def place_and_day(self) -> str:
        return f"{self.city}, {day(self.on, self.language)}"

    @property
    def corrects_line(self) -> str:
        return CORRECTS[self.language].format(number=self.corrects) if self.corrects else ""

    @property
    def foot(self) -> str:
        return PROPOSED[self.language]


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF."""
    return pdf("documents/letter.html", {"letter": letter}, language=letter.language, title=letter.title)
