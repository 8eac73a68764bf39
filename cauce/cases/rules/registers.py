"""A number of another register: how it is written, when two are the same, and a file of them.

The form of those numbers is not public, so no pattern is asked of them: only what tells a number from
a mistake of a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from cauce.content.cells import as_it_was, within
from cauce.content.errors import BadInput, BadInputs
from cauce.content.plain import plain

bad_input = BadInputs(__file__)

LONGEST = 40
MOST_ROWS = 500
# Proposed: that a number is refused because it is another post's case's tells that it is known. So many
# times a day a mistyped figure explains; after that the account writes no more that day.
TAKEN_A_DAY = 3
_FORM = re.compile(r"[A-Z0-9][A-Z0-9 ./_-]*")
_RUNS = re.compile(r"[A-Z]+|[0-9]+")
# What a spreadsheet makes of a long number: its last digits are lost, and nobody sees it.
_MANGLED = re.compile(r"\d([.,]\d+)?E\+\d+")
FOLIO = ("folio", "folio local", "local folio", "folio_local")
NUMBER = ("numero", "number", "folio sipc", "sipc folio", "folio del sipc", "folio_sipc")


class TakenElsewhere(BadInput):
    """The number is that of a case which whoever typed it may not see."""


class NoMoreToday(BadInput):
    """Too many numbers of this account were another post's today: none is looked at any more."""


def no_more_today() -> NoMoreToday:
    """What is said of each number from then on, a right one too: else the answer would tell which is."""
    return NoMoreToday(
        "Hoy ya no se escriben más folios desde su cuenta: varios eran de otros casos.",
        "No more numbers are written from your account today: several were other cases'.",
        where="number",
        cure_es="Oficinas centrales ya lo sabe. Revise la lista con quien se la dio y siga mañana.",
        cure_en="Headquarters knows. Check the list with whoever gave it to you, and go on tomorrow.",
    )


def clean_number(typed: str, where: str = "number") -> str:
    """The number as it is kept: capitals, single spaces. Raises ``BadInput`` for what is no number."""
    value = " ".join(unicodedata.normalize("NFKC", typed).split()).upper()
    if not value:
        raise bad_input("the_number_is_missing", where=where)
    if _MANGLED.fullmatch(value):
        raise bad_input("the_spreadsheet_cut_the_number_short", where=where)
    if len(value) > LONGEST or not _FORM.fullmatch(value) or not re.search(r"\d", value):
        raise bad_input("it_does_not_look_like_number", where=where, longest=LONGEST)
    return value


def same(number: str) -> str:
    """What two ways of writing one number share: its runs of letters and of digits, in their order.

    The runs stay apart: ``2026/1/12`` and ``2026/11/2`` are two numbers.
    """
    return " ".join(_RUNS.findall(number.upper()))


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file of numbers: where it stands (the heading is row 1), and what it says."""

    row: int
    folio: str
    number: str


def _text(body: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise bad_input("the_file_is_no_csv", where="file")


def read_lines(body: bytes, names: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """The rows of a CSV with a column of local folios and one of numbers; other columns are not read.

    ``names``: further headings for the numbers. Empty rows are left out. Raises ``BadInput`` for a
    file without those two headings, or with more than ``MOST_ROWS`` rows.
    """
    text = _text(body)
    if "\0" in text or text.startswith("PK"):
        raise bad_input("it_is_an_excel_file", where="file")
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    reader = within(csv.reader(io.StringIO(text, newline=""), delimiter=comma), "file")
    found, count = [], 0
    try:
        folio, number = _columns(next(reader, []), names)
        # One after another: a file of empty rows takes no memory.
        for at, row in enumerate(reader, 2):
            if any(cell.strip() for cell in row):
                count += 1
                if count <= MOST_ROWS:
                    found.append(Line(at, _cell(row, folio), _cell(row, number)))
    except csv.Error as problem:
        raise bad_input("the_file_cannot_be_read_as_csv", where="file") from problem
    if count > MOST_ROWS:
        raise bad_input("there_are_count_rows", where="file", count=count, most_rows=MOST_ROWS)
    return tuple(found)


def _columns(first: list[str], names: tuple[str, ...]) -> tuple[int, int]:
    """Where the local folio stands and where the number does. Raises ``BadInput``."""
    heads = [plain(cell).strip() for cell in first]
    numbers = (*NUMBER, *(plain(one).strip() for one in names))
    folio = next((i for i, one in enumerate(heads) if one in FOLIO), None)
    number = next((i for i, one in enumerate(heads) if one in numbers), None)
    if folio is None or number is None:
        raise bad_input("headings_folio_and_numero_are_missing", where="file")
    return folio, number


def _cell(row: list[str], at: int) -> str:
    return as_it_was(row[at].strip()) if at < len(row) else ""
