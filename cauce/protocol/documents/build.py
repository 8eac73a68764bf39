"""The whole document as a file: one page of HTML that asks for nothing, or a tagged PDF."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from cauce.content.loader import Edition
from cauce.content.model import Text
from cauce.protocol.documents import paper, provenance
from cauce.protocol.documents.model import Document
from cauce.protocol.documents.outline import document
from cauce.protocol.documents.words import pick

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
        "doc": doc,
        "steps": doc.steps,
        "annexes": doc.annexes,
        "branch_titles": {b.id: b.title for part in doc.parts for b in part.branches},
        "main": len(doc.steps) - doc.special,
        "h_section": 3,
        "h_step": 4,
    }


def reader_context(doc: Document) -> dict[str, Any]:
    """The same for a page that shows one part, whose headings begin below its own title."""
    return {**context(doc), "h_section": 2, "h_step": 3}


def usual(doc: Document) -> tuple[dt.date | None, dt.date | None]:
    """The day since which most amounts hold, and that on which most were noted: said once for all."""
    values = [one for part in doc.parts for one in part.values]
    since = Counter(one.in_force_from for one in values).most_common(1)
    noted = Counter(one.last_checked for one in values).most_common(1)
    return (since[0][0] if since else None), (noted[0][0] if noted else None)


def title(doc: Document) -> str:
    """A title that may be read over a shoulder."""
    return pick(TITLE, doc.language).format(edition=doc.edition)


def _said(edition: Edition, language: str, on: dt.date, sheet: str) -> tuple[Document, dict[str, Any]]:
    doc = document(edition, language=language, on=on)
    return doc, {
        **context(doc),
        "sheet": sheet,
        "edition": edition,
        "book": True,
        "values_usual": usual(doc),
        "read_words": [tuple(text[language] for text in pair) for pair in provenance.READ.values()],
    }


def laid_out(edition: Edition, *, language: str, on: dt.date, sheet: str = "letter") -> Any:
    """The pages of the document before they are written (a WeasyPrint ``Document``)."""
    doc, said = _said(edition, language, on, sheet)
    return paper.laid_out(TEMPLATE, said, language=language, title=title(doc))


def whole(edition: Edition, *, language: str, on: dt.date, format: str, sheet: str = "letter") -> bytes:
    """The document of an edition in that language and format, with the values of that date."""
    if format == "pdf":
        return paper.written(laid_out(edition, language=language, on=on, sheet=sheet))
    doc, said = _said(edition, language, on, sheet)
    return paper.page(TEMPLATE, said, language=language, title=title(doc), medium="file").encode()


def file_name(language: str, format: str) -> str:
    """A name that tells nothing: «manual.es.pdf»."""
    return f"manual.{language}.{format}"
