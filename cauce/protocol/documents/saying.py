"""A sentence in both languages inside a template, in one line or as a block of its own.

``{% say "Faltan {n} días" "{n} days left" n=3 %}``, or where that would be long::

    {% say n=3 %}
      Faltan {n} días
    {% en %}
      {n} days left
    {% endsay %}

Both are the same tag: values are escaped, ``as name`` keeps the words for later. The lines of a block are
joined with one space.
"""

from __future__ import annotations

from collections.abc import Callable

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, TextNode, Token, token_kwargs
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


class Said(Node):
    """Words in two languages, chosen when the page is drawn."""

    def __init__(
        self,
        both: tuple[FilterExpression, FilterExpression],
        values: dict[str, FilterExpression],
        into: str | None,
        language: Callable[[template.Context], str],
        pick: Callable[[object, str], str],
    ) -> None:
        self.both, self.values, self.into = both, values, into
        self.language, self.pick = language, pick

    def render(self, context: template.Context) -> SafeString | str:
        language = self.language(context)
        words = self.both[language == "en"].resolve(context)
        if self.values:
            values = {name: self.pick(one.resolve(context), language) for name, one in self.values.items()}
            words = format_html(str(words), **values)
        if self.into is not None:
            context[self.into] = words
            return ""
        return conditional_escape(words) if context.autoescape else words


def _literal(inside: NodeList, name: str) -> str:
    """What stands in one half of a block, where only words may, as the line would quote it."""
    if not all(isinstance(one, TextNode) for one in inside):
        raise template.TemplateSyntaxError(
            f"«{name}»: solo palabras; los valores van con su nombre, como {{n}} / "
            f"words alone; values go by name, like {{n}}"
        )
    lines = "".join(one.s for one in inside if isinstance(one, TextNode)).split("\n")
    text = " ".join(line for one in lines if (line := one.strip(" \t\r")))
    if not text:
        raise template.TemplateSyntaxError(f"«{name}»: falta un idioma / one language is missing")
    return '"{}"'.format(text.replace("\\", r"\\").replace('"', r"\""))


def said(
    parser: Parser,
    token: Token,
    *,
    language: Callable[[template.Context], str],
    pick: Callable[[object, str], str],
) -> Said:
    """The tag of ``token``: two words in its line, or none there and a block."""
    name, *bits = token.split_contents()
    into = None
    if len(bits) >= 2 and bits[-2] == "as":
        into, bits = bits[-1], bits[:-2]
    first = next((i for i, bit in enumerate(bits) if token_kwargs([bit], parser)), len(bits))
    given, named = bits[:first], bits[first:]
    values = token_kwargs(named, parser)
    if named or len(given) not in (0, 2):
        raise template.TemplateSyntaxError(
            f"«{name}»: las palabras en los dos idiomas, luego los valores con su nombre / "
            f"the words in both languages, then the values by name"
        )
    if not given:
        for end in ("en", f"end{name}"):
            given.append(_literal(parser.parse((end,)), name))
            parser.delete_first_token()
    es, en = (parser.compile_filter(one) for one in given)
    return Said((es, en), values, into, language, pick)
