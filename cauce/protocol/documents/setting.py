"""Words become sheets: what sets type, and nothing else. It knows no Django, so that a small process can.

Whatever a page asks for must be a file of this house; anything else stops the printing, so that no
document can tell another server that it was printed.
"""

from __future__ import annotations

import mimetypes
import re
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SHEETS = {"letter": "letter", "a4": "A4"}  # the column of text is the same on both
STYLES = "documents/paper.css"
UA = {"pdf_variant": "pdf/ua-1"}
# A page names our files by this address; the fetcher below gives it a meaning.
HOUSE = "file:///static/"


def file_in(folders: Sequence[Path], name: str) -> Path:
    """The first file of that name in these folders. ValueError for none, or a name that climbs out."""
    for folder in folders:
        found = (folder / name).resolve()
        if found.is_relative_to(folder.resolve()) and found.is_file():
            return found
    raise ValueError(f"the house has no file {name}")


class Setter:
    """Sets pages with the files of these folders. WeasyPrint takes a second to import: at the first page."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self._read = threading.local()

    @cached_property
    def _fetcher(self) -> Any:
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

        folders = self.folders

        class OurFiles(URLFetcher):
            """Gives our own files and pictures written into the page; refuses everything else."""

            def fetch(self, url: str, headers: Any = None) -> Any:
                if url.startswith("data:image/"):
                    return super().fetch(url, headers)
                if not url.startswith(HOUSE):
                    raise FatalURLFetchingError(f"not one of our files: {url[:80]}")
                name = unquote(urlsplit(url).path.removeprefix("/static/"))
                try:
                    body = file_in(folders, name).read_bytes()
                except ValueError as problem:
                    raise FatalURLFetchingError(str(problem)) from None
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, body, {"Content-Type": kind})

        return OurFiles()

    def _style(self, words: str) -> tuple[Any, Any]:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        base = f"{HOUSE}{STYLES}"
        return fonts, CSS(string=words, base_url=base, url_fetcher=self._fetcher, font_config=fonts)

    def _house(self) -> tuple[Any, Any]:
        """The style of the house as the printer has it, and its typefaces: read once in each thread.

        Reading them takes longer than printing most pages.
        """
        if not hasattr(self._read, "style"):
            self._read.style = self._style(file_in(self.folders, STYLES).read_text("utf-8"))
        return self._read.style

    def forget(self) -> None:
        """Read the style again for the next page. Typefaces lie in a folder that goes with it."""
        self._read.__dict__.clear()

    def sheets(self, words: str, sheet: str) -> Any:
        """A page on sheets (a WeasyPrint ``Document``), before it is written.

        Raises ``ValueError`` when it asks for anything that is not a file of this house, as do the others.
        """
        from weasyprint import CSS, HTML
        from weasyprint.urls import FatalURLFetchingError

        try:
            fonts, style = self._house()
            styles = [style, CSS(string=f"@page {{ size: {SHEETS[sheet]} }}")]
            made = HTML(string=words, base_url=HOUSE, url_fetcher=self._fetcher)
            return made.render(stylesheets=styles, font_config=fonts, **UA)
        except FatalURLFetchingError as problem:
            raise ValueError(str(problem)) from None

    def written(self, laid: Any) -> bytes:
        """Sheets that were laid out, as a tagged PDF/UA-1."""
        from weasyprint.urls import FatalURLFetchingError

        try:
            return laid.write_pdf(**UA)
        except FatalURLFetchingError as problem:
            raise ValueError(str(problem)) from None

    def as_it_is(self, words: str) -> bytes:
        """A page that brings its own style, with the typefaces of the house and without its paper."""
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError

        faces = re.findall(
            r"@font-face \{.*?\n\}", file_in(self.folders, STYLES).read_text("utf-8"), re.DOTALL
        )
        try:
            fonts, style = self._style("\n".join(faces))
            made = HTML(string=words, base_url=HOUSE, url_fetcher=self._fetcher)
            return made.write_pdf(stylesheets=[style], font_config=fonts, **UA)
        except FatalURLFetchingError as problem:
            raise ValueError(str(problem)) from None
