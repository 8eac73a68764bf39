"""Words of printed pages: ``{% load documents %}``. The language stands in the context."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from cauce.protocol.documents import provenance, saying
from cauce.protocol.documents import words as said
from cauce.protocol.documents.model import Passage
from cauce.protocol.documents.paper import HOUSE, SCREEN, STYLES, whole_styles
from cauce.protocol.documents.prose import html

register = template.Library()


@register.tag
def words(parser: Parser, token: Token) -> saying.Said:
    """``{% words "Faltan {n}" "{n} left" n=3 %}`` in the document's language; values are escaped.

    A long sentence stands in a block: ``{% words n=3 %}…{% en %}…{% endwords %}``.
    """
    return saying.said(parser, token, language=lambda context: context["language"], pick=said.pick)


@register.filter(name="in")
def in_language(text: Any, language: str) -> str:
    """``{{ action.title|in:language }}``: a bilingual text in the language named."""
    return said.pick(text, language)


@register.simple_tag(takes_context=True)
def day(context: template.Context, date: dt.date | None) -> str:
    """``{% day source.last_checked %}``: a date as it is written by hand; None is nothing."""
    return said.day(date, context["language"])


@register.filter
def language_tag(language: str) -> str:
    """«es-MX», «en», or the code itself: what the file says its language is."""
    return "es-MX" if language == "es" else language


@register.simple_tag(takes_context=True)
def paper_styles(context: template.Context, *more: str) -> SafeString:
    """The style of the page, and more of it: by the printer, inside the file, or as links."""
    medium = context.get("medium")
    if medium == "pdf":  # the first comes with the printer, which knows its typefaces
        return format_html_join("", '<link rel="stylesheet" href="{}{}">', ((HOUSE, name) for name in more))
    if medium == "file":
        inside = "".join(whole_styles(name) for name in (STYLES, SCREEN, *more))
        return mark_safe(f"<style>{inside}</style>")  # noqa: S308 - our own files
    links = ((static(name),) for name in (STYLES, SCREEN, *more))
    return format_html_join("", '<link rel="stylesheet" href="{}">', links)


ANCHORS = {
    "step": "{}",
    "tool": "{}",
    "part": "s-{}",
    "source": "f-{}",
    "value": "v-{}",
    "branch": "b-{}",
    "instrument": "i-{}",
    "term": "g-{}",
}


def anchor(kind: str, id: str) -> str:
    """The name of the place where a thing stands on its page."""
    return ANCHORS[kind].format(id)


def _address(context: template.Context, kind: str, id: str) -> str:
    refs = context.get("refs")
    return refs(kind, id) if refs else f"#{anchor(kind, id)}"


@register.simple_tag(takes_context=True)
def ref(context: template.Context, kind: str, id: str) -> str:
    """``{% ref "step" "P2-06" %}``: where it stands; on another page when ``refs`` says so."""
    return _address(context, kind, id)


@register.simple_tag
def place(kind: str, id: str) -> str:
    """``{% place "source" one.id %}``: the id of the element that links lead to."""
    return anchor(kind, id)


@register.simple_tag(takes_context=True)
def told(context: template.Context, passage: Passage) -> SafeString:
    """Running text, its headings below those of the page, with a link on each number it names."""

    def lead(number: str) -> str:
        kind = "tool" if number.startswith("T") else "step"
        known = context["annexes"] if kind == "tool" else context["steps"]
        return _address(context, kind, number) if number in known else ""

    made = html(passage.body, lower=context["h_section"] - 2, lead=lead)
    named = "Table" if context["language"] == "en" else "Tabla"
    box = f'<div class="table-box" role="group" tabindex="0" aria-label="{named}"><table>'
    made = made.replace("<table>", box).replace("</table>", "</table></div>")
    return mark_safe(made)  # noqa: S308 - no markup of the content passes


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing of ``documents.drawing``, whose every word is escaped."""
    return mark_safe(svg)  # noqa: S308


@register.inclusion_tag("documents/chip.html", takes_context=True)
def chip(context: template.Context, kind: str, short: bool = False) -> dict[str, object]:
    """A provenance: its sign and its words. Never the sign alone."""
    words_of = provenance.SHORT if short else provenance.PLAIN
    return {"kind": kind, "words": words_of[kind][context["language"]]}


@register.simple_tag(takes_context=True)
def mark_words(context: template.Context, mark: str) -> str:
    """How far a source was read, in words."""
    return provenance.MARKS[mark][context["language"]]


@register.simple_tag(takes_context=True)
def long_words(context: template.Context, kind: str) -> str:
    """What a provenance means, in a sentence."""
    return provenance.LONG[kind][context["language"]]


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``{{ counts|get:kind }}``; None when it is not there."""
    return mapping.get(key)
