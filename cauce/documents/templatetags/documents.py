"""Words of printed pages: ``{% load documents %}``. The language stands in the context."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cauce.documents import words as said
from cauce.documents.paper import STYLES, whole_styles

register = template.Library()


@register.simple_tag(takes_context=True)
def words(context: template.Context, es: str, en: str, **values: object) -> str:
    """``{% words "Faltan {n}" "{n} left" n=3 %}`` in the document's language; values are escaped."""
    chosen = en if context["language"] == "en" else es
    if not values:
        return chosen
    language = context["language"]
    return format_html(chosen, **{name: said.pick(one, language) for name, one in values.items()})


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
def paper_styles(context: template.Context) -> SafeString:
    """The style of the page: given by the printer, inside the file, or as a link in a browser."""
    medium = context.get("medium")
    if medium == "pdf":
        return mark_safe("")
    if medium == "file":
        return mark_safe(f"<style>{whole_styles()}</style>")  # noqa: S308 - our own file
    return format_html('<link rel="stylesheet" href="{}">', static(STYLES))
