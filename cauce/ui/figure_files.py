"""A figure of a page as files: its drawing as one that stands alone, its table as a CSV without formulas.

What a page may offer is for the page to say (``files`` of ``ui/figure.html``): figures that two people signed
lie open, those of the house leave by the door of exports.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from cauce.content.cells import harmless
from cauce.content.model import Text

from .slide import Slide, standing_alone

Figure = Mapping[str, Any]


def said(text: Any, language: str) -> str:
    """Words of both languages in one; None: nothing."""
    return str(text[language]) if isinstance(text, Text) else "" if text is None else str(text)


def csv_of(table: Mapping[str, Any], language: str) -> str:
    """The table under a picture: its heads, then its rows; no cell is a formula."""
    head = [column["name"] for column in table["columns"]]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (head, *table["rows"]):
        writer.writerow([harmless(said(cell, language)) for cell in row])
    return out.getvalue()


def drawing_of(figure: Figure, language: str, source: str) -> str:
    """The picture with its sentence above and its note below."""
    notes = [note for note in [said(figure.get("note"), language)] if note]
    return standing_alone(Slide(str(figure["svg"]), said(figure["sentence"], language), notes, source))
