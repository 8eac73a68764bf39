"""The reports as CSV and as workbooks. Every text is set as text: no cell of theirs is ever a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cauce.content.cells import harmless
from cauce.content.model import both
from cauce.measurement.models import StatisticsEdition

from .composing import Answer, QuarterReport
from .grids import HIDDEN

YEAR, QUARTER = both("Año", "Year"), both("Trimestre", "Quarter")
READ_FIRST = both("Lea primero", "Read first")
LOGFRAME = both("Marco lógico", "Logframe")
ALL_HIDDEN = both("Con todas las cifras ocultas: {rows}.", "All hidden: {rows}.")
HEADS = (
    both("Nivel", "Level"),
    both("Enunciado", "Statement"),
    both("Indicador", "Indicator"),
    both("Línea de base", "Baseline"),
    both("Meta", "Target"),
    both("Dato del trimestre", "Actual"),
    both("Medios de verificación", "Means of verification"),
    both("Supuestos", "Assumptions"),
)
WIDE, NARROW = 42, 16


def answer_csv(answer: Answer, language: str) -> bytes:
    """One line a figure: year, table, what it is of, the figure; empty and «hidden» where it is not told."""
    names: dict[str, str] = {}
    for edition in answer.editions:
        for table in edition.tables:
            names |= {dim["id"]: dim["label"][language] for dim in table["dims"]}
    rows = []
    for edition in answer.editions:
        for table in edition.tables:
            dims = [dim["id"] for dim in table["dims"]]
            words = [{v["id"]: v["label"][language] for v in d["values"]} for d in table["dims"]]
            for row in table["rows"]:
                of = {d: w[k] for d, w, k in zip(dims, words, row["key"], strict=True)}
                hidden = row["shown"] is None
                rows.append(
                    [
                        edition.period,
                        table["title"][language],
                        *(of.get(d, "") for d in names),
                        "" if hidden else row["shown"],
                        HIDDEN[language] if hidden else "",
                    ]
                )
    heads = both("Tabla|Personas|Nota", "Table|People|Note")[language].split("|")
    return _csv([YEAR[language], heads[0], *names.values(), *heads[1:]], rows)


def records_csv(edition: StatisticsEdition, language: str) -> bytes:
    """One line an invented record."""
    table = edition.tables[0]
    words = [{v["id"]: v["label"][language] for v in d["values"]} for d in table["dims"]]
    rows = (
        [said[k] for said, k in zip(words, key, strict=True)]
        for *key, number in table["records"]
        for _ in range(number)
    )
    return _csv([dim["label"][language] for dim in table["dims"]], rows)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(str(one)) for one in row] for row in (heads, *rows))
    return out.getvalue().encode("utf-8-sig")  # so that spreadsheets read the accents


def answer_xlsx(answer: Answer, language: str) -> bytes:
    """The letter on the first sheet, then a sheet for each table, with its years one below the other."""
    book = Workbook()
    first = book.active
    _lines(first, READ_FIRST[language], _told(answer, language))
    tables: dict[str, list[list[Any]]] = {}
    for year, grids in answer.years:
        for number, grid in enumerate(grids, 1):
            rows = tables.setdefault(f"{number}", [[grid.title[language]]])
            rows.append([YEAR[language], grid.head[language], *(c[language] for c in grid.columns)])
            for label, told in grid.rows:
                shown = [HIDDEN[language] if one is None else one for one in told]
                rows.append([year, label[language], *shown])
            if grid.silent:
                silent = ", ".join(one[language] for one in grid.silent)
                rows.append([year, ALL_HIDDEN[language].format(rows=silent)])
    for number, rows in tables.items():
        _fill(book.create_sheet(number), rows, heads=2)
    return _saved(book)


def _told(answer: Answer, language: str) -> list[tuple[str, bool]]:
    lines: list[tuple[str, bool]] = []
    for part in answer.letter:
        lines += [(part.title[language], True), *((one[language], False) for one in part.lines)]
    return lines


def donors_xlsx(found: QuarterReport, language: str) -> bytes:
    """The logframe on one sheet, a line for each measure, and the notes on another."""
    book = Workbook()
    rows: list[list[Any]] = [
        [QUARTER[language], found.edition.period],
        [h[language] for h in HEADS],
    ]
    for line in found.lines:
        for one in line.measures:
            rows.append(
                [
                    line.word[language],
                    line.title[language],
                    one.title[language],
                    " ".join(b[language] for b in one.baseline),
                    one.target[language],
                    one.actual[language],
                    one.means[language],
                    " ".join(a[language] for a in line.assumptions),
                ]
            )
    sheet = book.active
    sheet.title = LOGFRAME[language]
    _fill(sheet, rows, heads=2, width=WIDE)
    notes = [(one[language], False) for one in found.notes]
    _lines(book.create_sheet(), READ_FIRST[language], notes or [("–", False)])
    return _saved(book)


def _lines(sheet: Worksheet, title: str, lines: Iterable[tuple[str, bool]]) -> None:
    sheet.title = title
    sheet.column_dimensions["A"].width = 110
    for number, (text, bold) in enumerate(lines, 1):
        _put(sheet, number, 1, text, bold)


def _fill(sheet: Worksheet, rows: list[list[Any]], *, heads: int, width: int = NARROW) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _put(sheet, number, column, value, bold=number <= heads)
            sheet.column_dimensions[get_column_letter(column)].width = width


def _put(sheet: Worksheet, row: int, column: int, value: Any, bold: bool = False) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, int):
        cell.value = value
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        cell.data_type = "s"
    cell.font = Font(name="Arial", bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
