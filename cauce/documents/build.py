"""The whole document as a file: one page of HTML that asks for nothing, or a tagged PDF."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.documents import paper
from cauce.documents.model import Document
from cauce.documents.outline import document
from cauce.documents.words import pick
from cauce.rules.content.loader import Edition
from cauce.rules.content.model import Text

TEMPLATE = "documents/whole.html"
# What stands in the window of whoever opens the file: nothing that tells.
TITLE = Text(
    es="Manual de atención consular, edición {edition}",
    en="Handbook of consular assistance, edition {edition}",
)
FORMATS = ("html", "pdf")


def context(doc: Document) -> dict[str, Any]:
    """What the templates of the parts read, for a whole document."""
    return {
        "doc": doc, "steps": doc.steps, "annexes": doc.annexes,
        "branch_titles": {b.id: b.title for part in doc.parts for b in part.branches},
        "main": len(doc.steps) - doc.special, "h_section": 3, "h_step": 4,
    }  # fmt: skip


def reader_context(doc: Document) -> dict[str, Any]:
    """The same for a page that shows one part, whose headings begin below its own title."""
    return {**context(doc), "h_section": 2, "h_step": 3}


def title(doc: Document) -> str:
    """A title that may be read over a shoulder."""
    return pick(TITLE, doc.language).format(edition=doc.edition)


def whole(
    edition: Edition, *, language: str, on: dt.date, format: str, sheet: str = "letter"
) -> bytes:
    """The document of an edition in that language and format, with the values of that date."""
    doc = document(edition, language=language, on=on)
    said = {**context(doc), "sheet": sheet, "edition": edition}
    if format == "html":
        page = paper.page(TEMPLATE, said, language=language, title=title(doc), medium="file")
        return page.encode()
    return paper.pdf(TEMPLATE, said, language=language, title=title(doc))


def file_name(language: str, format: str) -> str:
    """A name that tells nothing: «manual.es.pdf»."""
    return f"manual.{language}.{format}"
