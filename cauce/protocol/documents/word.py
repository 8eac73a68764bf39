"""A letter as a DOCX, for whoever must paste it into a form of their own. The PDF is the record."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from .letterhead import Letter

# In place of the moment of making: the same letter is the same file.
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def letter_docx(letter: Letter) -> bytes:
    """The same words as the PDF, in the styles of the program that opens it; no author, no history."""
    from docx import Document  # reads its template: only what writes a letter should wait for it

    paper = Document()
    core = paper.core_properties
    core.author, core.title, core.comments = letter.house, letter.title, ""
    core.language = "es-MX" if letter.language == "es" else "en"
    core.created = core.modified = EPOCH.replace(tzinfo=None)
    core.last_modified_by = ""
    paper.sections[0].header.paragraphs[0].text = letter.house
    paper.sections[0].footer.paragraphs[0].text = f"{letter.number_line} · {letter.foot}"
    paper.add_heading(letter.title, level=1)
    paper.add_paragraph(letter.number_line)
    paper.add_paragraph(letter.place_and_day)
    if letter.corrects_line:
        paper.add_paragraph(letter.corrects_line)
    for text in letter.paragraphs:
        paper.add_paragraph(text)
    _sign(paper, letter)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _sign(paper: Any, letter: Letter) -> None:
    for text in ("", "______________________________", letter.signer, letter.house):
        paper.add_paragraph(text)
