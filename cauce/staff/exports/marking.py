"""Who, when and why, on every page and every row of what leaves."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from cauce.content.cells import harmless

if TYPE_CHECKING:
    import pikepdf

COLUMN = "mark"
LABEL = "Archivo consular · Consular archive"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on every page: the file, who made it, when (with its zone) and the reason."""

    export: str
    who: str
    when: str
    reason: str

    def line(self) -> str:
        """One line for every format: a control sign, which some cannot hold, becomes a space."""
        said = f"{self.export} · {self.who} · {self.when} · {self.reason}"
        return "".join(" " if category(sign) == "Cc" else sign for sign in said)


def _shown(text: str) -> bytes:
    """The text for a PDF string in the standard encoding; a sign it lacks becomes a question mark."""
    body = text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        body = body.replace(sign, b"\\" + sign)
    return body


def _stamp(page: pikepdf.Page, font: pikepdf.Object, lines: tuple[str, ...]) -> None:
    import pikepdf

    left, bottom = (float(value) for value in page.cropbox[:2])
    name = str(page.add_resource(font, pikepdf.Name.Font)).encode()
    drawn = b"".join(
        b"BT %s 6.5 Tf %.1f %.1f Td (%s) Tj ET\n" % (name, left + 40, bottom + height, _shown(text))
        for text, height in zip(reversed(lines), (13, 22), strict=False)
    )
    # Whatever state the page left its pen in, the mark is drawn in a state of its own.
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n/Artifact BMC q 0.25 g\n" + drawn + b"Q EMC\n")


def mark_pdf(body: bytes, mark: Mark, *, label: str = LABEL) -> bytes:
    """The PDF with the mark at the foot of every page; ``label`` "": a paper printed inside."""
    import pikepdf

    lines = (label, mark.line()) if label else (mark.line(),)
    with pikepdf.open(io.BytesIO(body)) as held:
        font = held.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for page in held.pages:
            _stamp(page, font, lines)
        kept = io.BytesIO()
        held.save(kept)
    return kept.getvalue()


def mark_csv(body: bytes, mark: Mark) -> bytes:
    """The table with a last column that bears the mark on every row, and no cell a formula."""
    rows = list(csv.reader(io.StringIO(body.decode("utf-8"), newline="")))
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    for number, row in enumerate(rows):
        writer.writerow([*(harmless(cell) for cell in row), mark.line() if number else COLUMN])
    return kept.getvalue().encode("utf-8")


def mark_xlsx(body: bytes, mark: Mark) -> bytes:
    """The workbook with the mark beside every row and at the foot of every printed sheet.

    Every text stays a text, whatever it begins with.
    """
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body))
    for sheet in book.worksheets:
        last = sheet.max_column + 1
        for row in range(1, sheet.max_row + 1):
            if any(cell.value is not None for cell in sheet[row]):
                sheet.cell(row, last, mark.line())
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
        sheet.oddFooter.left.text = mark.line().replace("&", "&&")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def mark_docx(body: bytes, mark: Mark) -> bytes:
    """The document with the mark at the foot of every page, as plain words."""
    from docx import Document

    paper = Document(io.BytesIO(body))
    for section in paper.sections:
        section.footer.add_paragraph(mark.line())
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


MARKERS = {"pdf": mark_pdf, "csv": mark_csv, "xlsx": mark_xlsx, "docx": mark_docx}
