"""A sheet of HTCDS 2.0 read back, with the known defects of the official templates survived.

People type under the label they see: a column is known by its label, and by its hidden name only
where it has none. Nothing read here is kept as a case; it serves to check what leaves.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cauce.content.cells import as_it_was
from cauce.content.errors import BadInput, BadInputs
from cauce.protocol.documents.unpacking import WORDS, Unread
from cauce.protocol.documents.unpacking.workbooks import rows_of

from . import catalogue
from .model import Loss, Value
from .sheets import SEPARATOR

bad_input = BadInputs(__file__)

# Names that the templates and the XLSForm of the standard write otherwise than its list of fields.
ALIASES = {
    "vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg",
    "prs_First_Name": "prs_FirstName",
    "prs_Second_Name": "prs_SecondName",
    "vic_Methods_of_Control": "vic_MethodsOfControl",
}
LABELS_WITHIN = 5  # the labels stand in one of the first rows
NOT_LISTED = ("No está en la lista del campo.", "It is not in the list of the field.")
SEVERAL = ("El campo guarda uno; se leyó el primero.", "The field holds one; the first was read.")
NO_DATE = ("No es una fecha.", "It is no date.")


@dataclass(frozen=True)
class Sheet:
    """Rows by field of the standard, and what could not be read, with its row and its reason."""

    rows: tuple[dict[str, Value], ...]
    notes: tuple[Loss, ...]
    columns: tuple[str, ...] = field(default=())


def read_xlsx(data: bytes) -> Sheet:
    """The rows of a workbook like the official one. Raises ``BadInput`` when it is none."""
    try:
        told = rows_of(data, rows=20_000, columns=400, cell=32_767, all=True, values=True)
    except Unread as problem:
        if problem.reason in WORDS and problem.reason != "broken":
            raise
        raise _no_sheet() from problem
    sheets: dict[int, list[list[Any]]] = {}
    for sheet, number, cells, _ in told:
        rows = sheets.setdefault(sheet, [])
        rows += [[] for _ in range(len(rows) + 1, number)]
        rows.append([cell or None for cell in cells])
    for rows in sheets.values():
        for number, row in enumerate(rows[:LABELS_WITHIN]):
            placed = _by_label(row, rows[number - 1] if number else ())
            if len(placed) > 3:
                return _read(placed, rows[number + 1 :], number + 2)
    raise _no_sheet()


def read_csv(text: str) -> Sheet:
    """The rows of a CSV with official names. Raises ``BadInput`` when it has none of them."""
    rows = list(csv.reader(io.StringIO(text)))
    names = [ALIASES.get(name.strip(), name.strip()) for name in rows[0]] if rows else []
    placed = {at: name for at, name in enumerate(names) if name in catalogue.fields()}
    if not placed:
        raise _no_sheet()
    return _read(placed, rows[1:], 2)


def _no_sheet() -> BadInput:
    return bad_input("the_file_is_no_sheet_of_htcds", where="--file")


def _plain(value: object) -> str:
    """Without stray or no-break spaces: the official lists have both."""
    return " ".join(str(value or "").split())


def _by_label(labels: Sequence[Any], names: Sequence[Any]) -> dict[int, str]:
    """Column → field, by what people see; a column without a known label goes by its name."""
    known = {one.label.casefold(): one.field for one in catalogue.template_fields()}
    found: dict[int, str] = {}
    for at, label in enumerate(labels):
        name = _plain(names[at]) if at < len(names) else ""
        field_ = known.get(_plain(label).casefold())
        if field_ is None and ALIASES.get(name, name) in catalogue.fields():
            field_ = ALIASES.get(name, name)
        if field_ is not None:
            found[at] = field_
    return found


def _read(placed: dict[int, str], rows: Iterable[Sequence[Any]], first: int) -> Sheet:
    found, notes = [], list[Loss]()
    for number, row in enumerate(rows, start=first):
        values: dict[str, Value] = {}
        for at, name in placed.items():
            cell = row[at] if at < len(row) else None
            values[name] = _value(name, cell, str(number), notes)
        if any(value is not None for value in values.values()):
            found.append(values)
    return Sheet(tuple(found), tuple(notes), tuple(placed.values()))


def _value(name: str, cell: Any, line: str, notes: list[Loss]) -> Value:
    text = _plain(cell)
    if cell is None or not text:
        return None
    known = catalogue.fields()[name]
    if known.type == "Date":
        return _date(name, cell, line, notes)
    if known.type == "Checkbox":
        return text.casefold() in ("true", "yes", "1")
    if known.type == "Number" and text.isdigit():
        return int(text)
    listed = _listed(name)
    if not listed:
        return as_it_was(str(cell))
    return _of_list(name, listed, text, line, notes)


def _of_list(name: str, listed: dict[str, str], text: str, line: str, notes: list[Loss]) -> Value:
    """The system names of what stands in a cell, compared without case, name or wording alike."""
    items = [item for item in map(_plain, text.split(SEPARATOR)) if item]
    kept = list[str]()
    for item in items:
        code = listed.get(item.casefold())
        if code is None:
            notes.append(Loss(line, name, item, *NOT_LISTED))
        elif code not in kept:
            kept.append(code)
    if catalogue.fields()[name].multi:
        return kept or None
    for other in kept[1:]:
        notes.append(Loss(line, name, other, *SEVERAL))
    return kept[0] if kept else None


def _listed(name: str) -> dict[str, str]:
    """Name or wording of each value, in small letters → its system name."""
    words = catalogue.countries() if name == "prs_Citizenship" else catalogue.picklists().get(name, {})
    return {said.casefold(): code for code, label in words.items() for said in (code, _plain(label)) if said}


def _date(name: str, cell: Any, line: str, notes: list[Loss]) -> str | None:
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[:10]
    try:
        return dt.date.fromisoformat(_plain(cell)).isoformat()
    except ValueError:
        notes.append(Loss(line, name, _plain(cell), *NO_DATE))
        return None
