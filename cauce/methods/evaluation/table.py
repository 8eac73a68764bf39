"""A table from a file as people have it: UTF-8 or Latin-1; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from cauce.methods.errors import BadInput, BadInputs, nearest

bad_input = BadInputs(__file__)

MOST_BYTES = 20_000_000
NEVER = ("never", "nunca")


@dataclass(frozen=True)
class Row:
    """One line: its number in the file, and its cells by column, without spaces around them."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    where: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def read_table(body: bytes, where: str) -> Table:
    """The rows of a CSV with a line of names. Raises ``BadInput``."""
    if len(body) > MOST_BYTES or b"\0" in body:
        raise bad_input("the_file_is_no_csv_table", where=where)
    text = decoded(body)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        lines = []
    columns = tuple(name.strip().lower() for name in lines[0]) if lines else ()
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        here = f"{where}:{number}"
        if len(line) != len(columns):
            raise bad_input(
                "line_has_count_cells_and_header_count", where=here, count=len(line), count_2=len(columns)
            )
        cells = (cell.strip() for cell in line)
        rows.append(Row(here, dict(zip(columns, cells, strict=True))))
    if not rows:
        raise bad_input("the_file_has_no_lines", where=where)
    return Table(where, columns, tuple(rows))


def need(table: Table, *columns: str) -> None:
    """Raises ``BadInput`` that names the first of these columns that is missing, and what is like it."""
    for column in columns:
        if column not in table.columns:
            near = nearest(column, table.columns, most=1)
            seen = ", ".join(name for name in table.columns if name)
            raise BadInput(
                f"Falta la columna «{column}»" + (f"; ¿es «{near[0]}»?" if near else "."),
                f"The column '{column}' is missing" + (f"; is it '{near[0]}'?" if near else "."),
                where=table.where,
                cure_es=f"El archivo tiene: {seen}.",
                cure_en=f"The file has: {seen}.",
            )


def once(table: Table, *columns: str) -> None:
    """Raises ``BadInput`` where two columns have the same name."""
    for column in columns:
        if table.columns.count(column) > 1:
            raise bad_input("the_column_stands_twice", where=table.where, column=column)


def bad(row: Row, column: str, es: str, en: str, cure_es: str, cure_en: str) -> BadInput:
    return BadInput(f"«{column}» {es}", f"'{column}' {en}", where=row.where, cure_es=cure_es, cure_en=cure_en)


def text(row: Row, column: str) -> str:
    """A cell that may not be empty."""
    if not row[column]:
        raise bad(row, column, "está vacía.", "is empty.", "Escríbala.", "Write it.")
    return row[column]


def whole(row: Row, column: str) -> float:
    """A count: a whole number, zero or more; an empty cell is not known, which is not zero."""
    cell = text(row, column)
    if re.fullmatch(r"-\d+([.,]\d+)?", cell):
        raise bad(
            row,
            column,
            f"es negativa ({cell}).",
            f"is negative ({cell}).",
            "Un conteo es cero o más.",
            "A count is zero or more.",
        )
    if not re.fullmatch(r"\d{1,9}([.,]0{1,6})?", cell):
        raise bad(
            row,
            column,
            f"no es un número entero ({cell[:30]}).",
            f"is no whole number ({cell[:30]}).",
            "Un conteo: 0, 1, 2…; lo que no se sabe no es cero.",
            "A count: 0, 1, 2 …; what is not known is not zero.",
        )
    return float(re.split("[.,]", cell)[0])


def measure(row: Row, column: str) -> float:
    """A number, zero or more."""
    cell = text(row, column)
    if not re.fullmatch(r"\d{1,12}([.,]\d{1,9})?", cell):
        raise bad(
            row,
            column,
            f"no es un número de cero en adelante ({cell[:30]}).",
            f"is no number from zero on ({cell[:30]}).",
            "Por ejemplo 120 o 12.5.",
            "For instance 120 or 12.5.",
        )
    return float(cell.replace(",", "."))


def month(row: Row, column: str) -> int:
    """A month, as the number of months since the year 0. ``2027-03``, or a day of it."""
    cell = text(row, column)
    found = re.fullmatch(r"(\d{4})-(\d{2})(-\d{2})?", cell)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise bad(
            row,
            column,
            f"no es un mes ({cell[:30]}).",
            f"is no month ({cell[:30]}).",
            "Año y mes: 2027-03.",
            "Year and month: 2027-03.",
        )
    return int(found[1]) * 12 + int(found[2]) - 1


def month_name(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
