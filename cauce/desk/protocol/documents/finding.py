"""Words looked for in the manual, and where each thing that was found stands in the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from cauce.protocol.documents.model import Document
from cauce.protocol.documents.pdf_cache import reading
from cauce.protocol.documents.search import Hit, search
from cauce.protocol.documents.templatetags.documents import anchor
from cauce.protocol.editions.access import current_edition
from cauce.ui.words import language_of

OWN = {
    "part": ("protocol:part", "part"),
    "step": ("protocol:step", "action"),
    "tool": ("protocol:tool", "tool"),
}
# On which page of the reader a thing stands, when it has none of its own.
HOME = {
    "source": "sources",
    "value": "values",
    "term": "glossary",
    "branch": "special-groups",
    "instrument": "instruments",
}


def document_in(language: str) -> Document:
    """The document of the edition in force, in that language."""
    return reading(current_edition(), language=language, on=timezone.localdate())


def refs(suffix: str) -> Callable[[str, str], str]:
    """Where each thing stands in the reader; ``suffix`` keeps the language that was asked for."""

    def address(kind: str, id: str) -> str:
        if kind in OWN:
            route, name = OWN[kind]
            return reverse(route, kwargs={name: id}) + suffix
        page = reverse("protocol:part", kwargs={"part": HOME[kind]})
        return f"{page}{suffix}#{anchor(kind, id)}"

    return address


@dataclass(frozen=True, slots=True)
class Found:
    """The best of what was found, each with its address; how many there are, and in which language."""

    hits: list[tuple[Hit, str]]
    count: int
    told: str


def look_for(question: str, language: str, most: int) -> Found:
    """What holds every word, the best first; where there is nothing the other language is looked through."""
    hits, told = search(document_in(language), question), language
    if question and not hits:
        other = "en" if language == "es" else "es"
        hits = search(document_in(other), question)
        told = other if hits else told
    where = refs("" if told == language_of(get_language()) else f"?in={told}")
    return Found([(hit, where(hit.kind, hit.id)) for hit in hits[:most]], len(hits), told)
