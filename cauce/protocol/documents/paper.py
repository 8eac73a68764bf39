"""Paper: a template and its context become a tagged, accessible PDF (PDF/UA-1).

The template is filled in here, and the page printed by a process of its own (``press``).
"""

from __future__ import annotations

import atexit
import base64
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

from django.contrib.staticfiles.finders import get_finders
from django.template.loader import render_to_string

from .press import Press
from .setting import HOUSE, SHEETS, STYLES, Setter, file_in

__all__ = ["HOUSE", "SHEETS", "STYLES"]
SCREEN = "documents/paper-screen.css"  # the same sheets in a browser; never read by the printer


@cache
def _folders() -> tuple[Path, ...]:
    """Where the files of the pages lie: what a page on paper may ask for."""
    found = (getattr(finder, "storages", {}).values() for finder in get_finders())
    return tuple(Path(storage.location) for storages in found for storage in storages)


@cache
def _press() -> Press:
    return Press(_folders())


@cache
def _setter() -> Setter:
    made = Setter(_folders())
    atexit.register(made.forget)  # while Python is still whole
    return made


@cache
def styles(name: str = STYLES) -> str:
    """A style of the house, as it stands in its file."""
    return file_in(_folders(), name).read_text(encoding="utf-8")


@cache
def whole_styles(name: str = STYLES) -> str:
    """The same style with its typefaces and signs inside, for a page that is one file."""

    def inside(match: re.Match[str]) -> str:
        address = normpath(f"{dirname(name)}/{match[1]}")
        kind = "font/woff2" if address.endswith(".woff2") else "image/svg+xml"
        data = base64.b64encode(file_in(_folders(), address).read_bytes()).decode()
        return f'url("data:{kind};base64,{data}")'

    return re.sub(r'url\("([^":]+\.(?:woff2|svg))"\)', inside, styles(name))


def page(template: str, context: dict[str, Any], *, language: str, title: str, medium: str) -> str:
    """The template as HTML in that language, for ``pdf``, for one ``file``, or for a ``browser``."""
    return render_to_string(template, {**context, "language": language, "title": title, "medium": medium})


def pdf(template: str, context: dict[str, Any], *, language: str, title: str) -> bytes:
    """The template printed: tagged PDF/UA-1 with language, title and bookmarks, asking no server.

    ``template`` extends ``documents/paper.html``; ``title`` is neutral, it stands in the window of
    whoever opens the file. ``context["sheet"]`` is ``letter`` (when absent) or ``a4``. Raises
    ``ValueError`` when the page asks for anything that is not a file of this house.
    """
    words = page(template, context, language=language, title=title, medium="pdf")
    return _set(words, context.get("sheet", "letter"))


def _set(words: str, sheet: str) -> bytes:
    return _press().print(words, sheet)


def printed(words: str) -> bytes:
    """A page that brings its own style, printed as tagged PDF/UA-1, asking no server.

    Raises ``ValueError`` when the page asks for anything that is not a file of this house.
    """
    return _press().print(words)


def laid_out(template: str, context: dict[str, Any], *, language: str, title: str) -> Any:
    """The template on sheets (a WeasyPrint ``Document``), set in this process, before it is written; as
    ``pdf`` says."""
    words = page(template, context, language=language, title=title, medium="pdf")
    return _setter().sheets(words, context.get("sheet", "letter"))


def written(laid: Any) -> bytes:
    """Sheets that were laid out in this process, as a PDF."""
    return _setter().written(laid)


def forget_style() -> None:
    """Read the style again for the next page (a test listens to what the printer says of it)."""
    _setter().forget()
