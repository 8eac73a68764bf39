"""Words, dates and small components in templates: ``{% load cauce_ui %}``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cauce.protocol.documents.saying import Said, said
from cauce.rules.dates import says_due, zone
from cauce.ui import cards
from cauce.ui.controls import attributes, drawn, escaped
from cauce.ui.shapes import shape_of
from cauce.ui.words import STATES, Words, exact, in_both, language_of

register = template.Library()
LISTING = (
    '<div class="table-box" role="region" tabindex="0" aria-label="{caption}"><table{unfolds}>'
    "<caption{unseen}>{caption}</caption>{rows}</table></div>"
)
UNFOLDS = (' class="stack"', ' class="stack lines"')


def _language() -> str:
    return language_of(get_language())


def _zone_of(post: Any) -> dt.tzinfo:
    """The time zone of a post, of a zone's name, or the current one when neither is known."""
    name = post if isinstance(post, str) else getattr(post, "time_zone", None)
    return zone(name) if name else timezone.get_current_timezone()


@register.filter
def options(widget: dict[str, Any]) -> SafeString:
    """The choices of a list, as Django's own template writes each, written in one go: a list may hold
    hundreds of them, and a call of Django for each took longer than the rest of a page."""
    return SafeString("".join(_group(*one) for one in widget["optgroups"]))


@register.filter
def control(widget: dict[str, Any]) -> SafeString:
    """An input alone, as ``cauce.ui.controls`` writes it."""
    return drawn(widget)


def _group(name: Any, choices: list[dict[str, Any]], _index: int) -> str:
    drawn = "".join(
        f'<option value="{escaped(one["value"])}"{attributes(one["attrs"]) if one["attrs"] else ""}>'
        f"{escaped(_word(one['label']))}</option>"
        for one in choices
    )
    return f'<optgroup label="{escaped(_word(name))}">{drawn}</optgroup>' if name else drawn


def _word(value: Any) -> str:
    """A value as a template writes it, not yet escaped."""
    if isinstance(value, str | Promise):
        return str(value)
    return str(localize(value))


@register.filter
def t(text: Any) -> str:
    """A bilingual text (``.es``/``.en``, or those keys) in the reader's language.

    Plain strings pass as they are; None is the empty string.
    """
    if text is None:
        return ""
    if isinstance(text, dict) and "es" in text:
        return text[_language()] or text["es"]
    if hasattr(text, "es") and hasattr(text, "en"):
        return text.en if _language() == "en" else text.es
    return str(text)


@register.filter
def said_twice(text: str) -> str:
    """What somebody wrote as «Español / English», in the reader's language; as it stands in one alone."""
    return in_both(text)[_language()]


@register.tag
def say(parser: Parser, token: Token) -> Said:
    """``{% say "Faltan {n} días" "{n} days left" n=3 %}``: the words of the reader's language.

    A long sentence stands in a block: ``{% say n=3 %}…{% en %}…{% endsay %}``. Values are escaped; the words
    themselves are escaped unless they stand in the template.
    """
    return said(parser, token, language=lambda _context: _language(), pick=lambda value, _language: t(value))


@register.simple_tag
def when(instant: dt.datetime | dt.date | None, post: Any = None) -> SafeString | str:
    """«25 de noviembre de 2026, 10:00 h» on the clock of the post; None is the empty string."""
    if instant is None:
        return ""
    if isinstance(instant, dt.datetime):
        instant = instant.astimezone(_zone_of(post))
    return format_html('<time datetime="{}">{}</time>', _whole(instant), exact(instant, _language()))


def _whole(instant: dt.datetime | dt.date) -> str:
    """As a machine reads it, to the second."""
    if isinstance(instant, dt.datetime):
        return instant.isoformat(timespec="seconds")
    return instant.isoformat()


@register.simple_tag
def due_says(due: dt.datetime | None, post: Any = None, at: dt.datetime | None = None) -> str:
    """«mañana a las 10:00, hora de Houston»; ``at`` is now unless it is given."""
    return says_due(
        due,
        at=at or timezone.now(),
        tz=_zone_of(post),  # type: ignore[arg-type]
        city=getattr(post, "city", None),
        language=_language(),
    )


@register.inclusion_tag("ui/tag.html")
def state(name: str) -> dict[str, object]:
    """A state of an obligation or a referral: its shape and its word."""
    return {"kind": name, "words": state_word(name), "boxed": False}


@register.filter
def state_word(name: str) -> str:
    """The word of a state alone, where its shape stands already."""
    return STATES.get(name, Words(name, name))[_language()]


@register.simple_tag
def shape(kind: str) -> SafeString:
    """A shape alone; words must stand beside it."""
    return shape_of(kind)


@register.inclusion_tag("ui/field.html")
def field(bound: Any, question: bool = False, plain: bool = False) -> dict[str, object]:
    """A form field whole: label or legend, hint, error, control. ``question``: one a page. ``plain``: one of
    a search, or of what is already there; what may stay empty does not say so."""
    kind = getattr(bound.field.widget, "input_type", "")
    choices = kind in ("radio", "checkbox") and hasattr(bound.field.widget, "choices")
    return {
        "field": bound,
        "question": question,
        "optional": not plain and not bound.field.required,
        "choices": choices,
        "single": kind == "checkbox" and not choices,
        "parts": hasattr(bound.field.widget, "parts"),
    }


@register.inclusion_tag("ui/filters.html")
def filters(form: Any, act: Any, **given: Any) -> dict[str, Any]:
    """A form that asks with GET (``cauce.ui.listed``); ``act``: the words of its button. ``given``:
    ``action``: its address; ``quiet``; ``also``: a second button, with its name, value and label; ``clear``:
    the address of all; ``shown``: which fields; ``folded``: those under ``folded_title``, open or not."""
    return {"shown": form, **given, "form": form, "act": act}


@register.simple_block_tag
def listing(content: SafeString, caption: Any, shown: bool = False, lines: bool = False) -> SafeString:
    """A list as a table: its head and body stand inside. On a phone each row is a card in which every cell
    says its column (``cauce.ui.cards``); ``lines``: it shows its head and its ``td.line`` alone. The caption
    is for whoever listens, a heading above says it to the others; ``shown``: it is read here."""
    unfolds = not lines and cards.unfolds(content)
    return format_html(
        LISTING,
        caption=t(caption),
        unfolds=SafeString(UNFOLDS[bool(lines)] if lines or unfolds else ""),
        unseen=SafeString("" if shown else ' class="unseen"'),
        rows=SafeString(cards.carded(content)) if unfolds else content,  # what a template drew, and names
    )


@register.inclusion_tag("ui/ticks.html")
def ticks(bound: Any, *, heard: bool = False) -> dict[str, object]:
    """A multiple choice as a list for one thumb; ``heard``: its name is only heard."""
    return {"field": bound, "heard": heard}


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``{{ row|get:column }}``; None when it is not there."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def at(sequence: Any, index: int) -> Any:
    """The item at that place; None beyond the end."""
    return sequence[index] if index < len(sequence) else None
