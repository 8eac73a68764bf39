"""A spreadsheet from outside as a table of texts: judged by its own bytes, nothing of it is run.

XLSX is read by a process of its own (``documents.unpacking``): no macro, nothing embedded, no entity,
nothing that unfolds too far. A formula stays a formula: its row is refused, its value is never worked out
nor taken from what another program left. A cell that was merged is named by its range, of no row.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cauce.content.cells import as_it_was
from cauce.content.errors import BadInput
from cauce.protocol.documents.unpacking import WORDS, Unread
from cauce.protocol.documents.unpacking.workbooks import rows_of

LARGEST = 4 * 1024 * 1024  # what a page takes
MOST_ROWS, MOST_COLUMNS = 20_000, 80
LONGEST_CELL = 60_000  # longer than any note that is taken: what is cut here is refused with its row
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # the format of before 2007, and what a password makes of a new one
FORMULA = "\x00formula"  # in the place of a value that nobody worked out
NOT_READ = {
    "size": ("Está vacío o pesa más de 4 MB.", "It is empty or over 4 MB."),
    "old": (
        "Es de Excel anterior a 2007, o tiene contraseña.",
        "It is of Excel before 2007, or has a password.",
    ),
    "macro": ("Trae macros u objetos incrustados.", "It holds macros or embedded objects."),
    "damaged": ("No se puede abrir como hoja de cálculo.", "It cannot be opened as a spreadsheet."),
    "rows": (
        f"Tiene más de {MOST_ROWS} renglones o de {MOST_COLUMNS} columnas.",
        f"It has over {MOST_ROWS} rows or {MOST_COLUMNS} columns.",
    ),
    "blocks": (
        "Combina o enlaza un bloque de celdas más grande que la hoja que se toma.",
        "It merges or links a block of cells larger than a sheet that is taken.",
    ),
    "letters": ("Dice más de lo que se toma de una hoja.", "It says more than is taken of one sheet."),
    "empty": (
        "No se encontró un renglón de títulos con datos debajo.",
        "No row of headings with data below it was found.",
    ),
}
CURES = {
    "macro": (
        "Guárdelo como «Libro de Excel (.xlsx)», sin macros, o como CSV.",
        "Save it as 'Excel workbook (.xlsx)', without macros, or as CSV.",
    ),
    "old": (
        "Ábralo, quite la contraseña y guárdelo como .xlsx o CSV.",
        "Open it, take the password off and save it as .xlsx or CSV.",
    ),
    "rows": ("Divídalo, por ejemplo por años.", "Divide it, for instance by years."),
    "blocks": (
        "Descombine las columnas enteras, o guárdelo como CSV.",
        "Unmerge the whole columns, or save it as CSV.",
    ),
    "size": ("Divídalo, o guárdelo como CSV.", "Divide it, or save it as CSV."),
    "letters": ("Divídalo, por ejemplo por años.", "Divide it, for instance by years."),
}
SAVE_AGAIN = (
    "Guárdelo de nuevo como .xlsx o como CSV con sus títulos.",
    "Save it again as .xlsx or as CSV with its headings.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with anything in it. ``merged``: column → the range of cells that swallowed it."""

    line: int
    cells: tuple[str, ...]
    merged: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows, every cell a text; a day that was a day is year-month-day."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""  # how a CSV was read when it was not UTF-8; '' otherwise
    above: int = 0  # lines above the headings, left alone

    def as_json(self) -> dict[str, Any]:
        """As it is kept sealed."""
        return {
            "heads": list(self.heads),
            "encoding": self.encoding,
            "above": self.above,
            "rows": [[r.line, list(r.cells), {str(c): m for c, m in r.merged.items()}] for r in self.rows],
        }

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> Table:
        """What ``as_json`` kept."""
        rows = tuple(
            Row(line, tuple(cells), {int(c): m for c, m in merged.items()})
            for line, cells, merged in held["rows"]
        )
        return cls(tuple(held["heads"]), rows, held["encoding"], held["above"])


Lines = list[tuple[int, list[str], dict[int, str]]]


def letter(column: int) -> str:
    """«C» for the third column."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column + 1)


def _refused(why: str) -> BadInput:
    es, en = NOT_READ[why]
    cure_es, cure_en = CURES.get(why, SAVE_AGAIN)
    return BadInput(es, en, where="file", cure_es=cure_es, cure_en=cure_en)


def read_table(body: bytes) -> Table:
    """The first sheet of an XLSX, or a CSV. Raises ``BadInput`` with what to do about it."""
    if not body or len(body) > LARGEST:
        raise _refused("size")
    if body.startswith(OLD_EXCEL):
        raise _refused("old")
    if body.startswith(b"PK"):
        return _headed(*_of_xlsx(body))
    return _headed(*_of_csv(body))


# ---- XLSX


def _of_xlsx(body: bytes) -> tuple[Lines, str]:
    try:
        found = rows_of(body, rows=MOST_ROWS, columns=MOST_COLUMNS, cell=LONGEST_CELL)
    except Unread as problem:
        if problem.reason in WORDS:
            raise
        raise _refused(problem.reason if problem.reason in NOT_READ else "damaged") from problem
    lines: Lines = []
    for _, number, cells, merged in found:
        lines += [(empty, [], {}) for empty in range(len(lines) + 1, number)]
        shown = [FORMULA if cell is None else _plain(cell) for cell in cells]
        lines.append((number, shown, merged))
    return lines, ""


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST_CELL]


# ---- CSV


def _of_csv(body: bytes) -> tuple[Lines, str]:
    if b"\x00" in body:
        raise _refused("damaged")
    encoding = ""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What a Spanish Excel of these years writes; whoever brings it looks at the accents.
        text, encoding = body.decode("cp1252", "replace"), "Windows-1252"
    first = "\n".join(text.splitlines()[:5])
    mark = max(",;\t|", key=first.count)
    lines: Lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in reader:
            if len(lines) >= MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise _refused("rows")
            shown = [FORMULA if c.lstrip().startswith("=") else _plain(as_it_was(c)) for c in cells]
            lines.append((len(lines) + 1, shown, {}))  # as a spreadsheet numbers it
    except csv.Error as problem:
        raise _refused("damaged") from problem
    return lines, encoding


# ---- headings


def _headed(lines: Lines, encoding: str) -> Table:
    """The first line with two texts of its own is the headings; what stands above is a title."""
    for place, (_, cells, merged) in enumerate(lines):
        own = [c for at, c in enumerate(cells) if c and c != FORMULA and at not in merged]
        if len(own) >= 2:
            below = lines[place + 1 :]
            break
    else:
        raise _refused("empty")
    # As wide as anything below: a column without a heading is asked about, never dropped unseen.
    width = max([_width(cells), *(_width(row) for _, row, _ in below)])
    rows = []
    for line, row, coords in below:
        padded = (row + [""] * width)[:width]
        mine = {column: coord for column, coord in coords.items() if column < width}
        if any(padded) or any(_first(coord) != line for coord in mine.values()):
            rows.append(Row(line, tuple(padded), mine))
    if not rows:
        raise _refused("empty")
    return Table(_named((cells + [""] * width)[:width]), tuple(rows), encoding, place)


def _width(cells: list[str]) -> int:
    return max((at + 1 for at, cell in enumerate(cells) if cell), default=0)


def _first(coord: str) -> int:
    return int("".join(c for c in coord.partition(":")[0] if c.isdigit()))


def _named(cells: list[str]) -> tuple[str, ...]:
    """Each heading once: a second «Nombre» says of which column it is, and so does an empty one."""
    heads = [" ".join(c.split())[:80] if c != FORMULA else "" for c in cells]
    often = Counter(heads)
    return tuple(
        head if head and often[head] == 1 else f"{head or '?'} ({letter(at)})"
        for at, head in enumerate(heads)
    )
