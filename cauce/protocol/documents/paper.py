"""Paper: a template and its context become a tagged, accessible PDF (PDF/UA-1).

Whatever a page asks for must be a file of this house; anything else stops the printing, so that no
document can tell another server that it was printed.
"""

from __future__ import annotations

import atexit
import base64
import mimetypes
import re
import threading
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

SHEETS = {"letter": "letter", "a4": "A4"}  # the column of text is the same on both
STYLES = "documents/paper.css"
SCREEN = "documents/paper-screen.css"  # the same sheets in a browser; never read by the printer
UA = {"pdf_variant": "pdf/ua-1"}
# A page names our files by this address; the fetcher below gives it a meaning.
HOUSE = "file:///static/"


def house_file(name: str) -> Path:
    """The file behind a name under /static/. ValueError when the house has no such file."""
    try:
        found = finders.find(name)
    except SuspiciousFileOperation:  # a name that climbs out of the folder
        found = None
    if found is None:
        raise ValueError(f"the house has no file {name}")
    return Path(found)


@cache
def _fetcher() -> Any:
    # WeasyPrint takes a second to import; only what prints should wait for it.
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OurFiles(URLFetcher):
        """Gives our own files and pictures written into the page; refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/"):
                return super().fetch(url, headers)
            if not url.startswith(HOUSE):
                raise FatalURLFetchingError(f"not one of our files: {url[:80]}")
            name = unquote(urlsplit(url).path.removeprefix("/static/"))
            try:
                body = house_file(name).read_bytes()
            except ValueError as problem:
                raise FatalURLFetchingError(str(problem)) from None
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    return OurFiles()


@cache
def styles(name: str = STYLES) -> str:
    """A style of the house, as it stands in its file."""
    return house_file(name).read_text(encoding="utf-8")


@cache
def whole_styles(name: str = STYLES) -> str:
    """The same style with its typefaces and signs inside, for a page that is one file."""

    def inside(match: re.Match[str]) -> str:
        address = normpath(f"{dirname(name)}/{match[1]}")
        kind = "font/woff2" if address.endswith(".woff2") else "image/svg+xml"
        data = base64.b64encode(house_file(address).read_bytes()).decode()
        return f'url("data:{kind};base64,{data}")'

    return re.sub(r'url\("([^":]+\.(?:woff2|svg))"\)', inside, styles(name))


_read = threading.local()


def _house_style() -> tuple[Any, Any]:
    """The style of the house as the printer has it, and its typefaces: read once in each thread.

    Reading them takes longer than printing most pages.
    """
    if not hasattr(_read, "style"):
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        _read.style = (
            fonts,
            CSS(
                string=styles(STYLES), base_url=f"{HOUSE}{STYLES}", url_fetcher=_fetcher(), font_config=fonts
            ),
        )
    return _read.style


@atexit.register  # typefaces lie in a folder of their own, which goes while Python is still whole
def forget_style() -> None:
    """Read the style again for the next page (a test listens to what the printer says of it)."""
    _read.__dict__.clear()


def printed(words: str) -> bytes:
    """A page that brings its own style, printed as tagged PDF/UA-1, asking no server.

    Raises ``ValueError`` when the page asks for anything that is not a file of this house.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    try:
        fonts, style = _house_fonts()
        made = HTML(string=words, base_url=HOUSE, url_fetcher=_fetcher())
        return made.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as problem:
        raise ValueError(str(problem)) from None


def _house_fonts() -> tuple[Any, Any]:
    """The typefaces of the house alone, without its paper."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "\n".join(re.findall(r"@font-face \{.*?\n\}", styles(STYLES), re.DOTALL))
    return fonts, CSS(string=faces, base_url=f"{HOUSE}{STYLES}", url_fetcher=_fetcher(), font_config=fonts)


def page(template: str, context: dict[str, Any], *, language: str, title: str, medium: str) -> str:
    """The template as HTML in that language, for ``pdf``, for one ``file``, or for a ``browser``."""
    return render_to_string(template, {**context, "language": language, "title": title, "medium": medium})


def laid_out(template: str, context: dict[str, Any], *, language: str, title: str) -> Any:
    """The template on sheets (a WeasyPrint ``Document``), before it is written; as ``pdf`` says."""
    words = page(template, context, language=language, title=title, medium="pdf")
    return _on_sheets(words, context.get("sheet", "letter"))


def _on_sheets(words: str, sheet: str) -> Any:
    from weasyprint import CSS, HTML
    from weasyprint.urls import FatalURLFetchingError

    try:
        fonts, style = _house_style()
        sheets = [style, CSS(string=f"@page {{ size: {SHEETS[sheet]} }}")]
        made = HTML(string=words, base_url=HOUSE, url_fetcher=_fetcher())
        return made.render(stylesheets=sheets, font_config=fonts, **UA)
    except FatalURLFetchingError as problem:
        raise ValueError(str(problem)) from None


def written(laid: Any) -> bytes:
    """Sheets that were laid out, as a PDF."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        return laid.write_pdf(**UA)
    except FatalURLFetchingError as problem:
        raise ValueError(str(problem)) from None


def pdf(template: str, context: dict[str, Any], *, language: str, title: str) -> bytes:
    """The template printed: tagged PDF/UA-1 with language, title and bookmarks, asking no server.

    ``template`` extends ``documents/paper.html``; ``title`` is neutral, it stands in the window of
    whoever opens the file. ``context["sheet"]`` is ``letter`` (when absent) or ``a4``. Raises
    ``ValueError`` when the page asks for anything that is not a file of this house.
    """
    words = page(template, context, language=language, title=title, medium="pdf")
    return _set(words, context.get("sheet", "letter"))


def _set(words: str, sheet: str) -> bytes:
    return written(_on_sheets(words, sheet))
