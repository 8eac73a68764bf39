"""Markdown of the content as HTML for a page: no markup of its own passes, no picture, no far link."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What the running text may name and the page can lead to: an action or a tool.
NAMED = re.compile(r"\b(P[1-4]-\d{2}[a-z]?|T(?:1\d|20|[1-9]))\b")


@functools.cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    return made.disable(["image", "html_block", "html_inline"])


def _lower_headings(tokens: list[Token], by: int) -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + by)}"


def _words(tokens: list[Token]) -> str:
    return " ".join(
        child.content
        for token in tokens
        for child in token.children or ()
        if child.type in ("text", "code_inline")
    )


def html(body: str, *, lower: int, lead: Callable[[str], str] | None = None) -> str:
    """Markdown as HTML, its headings ``lower`` levels down. Markup written into it is shown as text.

    ``lead`` gives the address of an action or a tool by its number; '' where there is none.
    """
    reader = _markdown()
    tokens = reader.parse(body)
    _lower_headings(tokens, lower)
    made = str(reader.renderer.render(tokens, reader.options, {}))
    return _led(made, lead) if lead else made


def _led(made: str, lead: Callable[[str], str]) -> str:
    """The same with a link on every number of an action or a tool that is not in a link already."""

    def link(found: re.Match[str]) -> str:
        address = lead(found[1])
        return f'<a href="{escape(address)}">{found[1]}</a>' if address else found[1]

    parts, inside = re.split(r"(<[^<>]+>)", made), 0
    for place, part in enumerate(parts):
        if part.startswith(("<a ", "</a>")):
            inside += 1 if part.startswith("<a ") else -1
        elif not part.startswith("<") and not inside:
            parts[place] = NAMED.sub(link, part)
    return "".join(parts)


def text(body: str) -> str:
    """The words alone, for the search."""
    return _words(_markdown().parse(body))
