"""A file of capture histories: one column a list, 0 or 1, and a column ``count``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from cauce.methods.estimation.messages import Note, Unusable
from cauce.methods.estimation.table import Table, table

COUNT = "count"
LARGEST = 10**12  # beyond it a count is a slip of the keyboard, and floating point loses cases


def read(path: str | Path) -> tuple[Table, list[Note]]:
    """The table of a CSV file, and what a reader should know of how it was read.

    UTF-8 or Latin-1; commas, semicolons or tabs. Equal histories are summed, with a note. Raises
    Unusable with the line and the cure, and OSError when the file cannot be opened.
    """
    return parse(Path(path).read_bytes(), where=str(path))


def parse(data: bytes, where: str = "") -> tuple[Table, list[Note]]:
    """The same from bytes."""
    text, notes = _decoded(data, where)
    rows = list(_rows(text, where))
    if not rows:
        raise Unusable(
            "El archivo está vacío.",
            "The file is empty.",
            where=where,
            cure_es="Escriba una columna por lista y una columna «count».",
            cure_en="Write one column a list and a column 'count'.",
        )
    header, lists, at = _header(rows[0][1], where)
    masks, counts = list[int](), list[int]()
    seen: dict[int, list[int]] = {}
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise Unusable(
                f"hay {len(row)} valores y {len(header)} columnas.",
                f"there are {len(row)} values and {len(header)} columns.",
                where=f"{where}:{line}",
                cure_es="Cada renglón lleva un valor por columna.",
                cure_en="Each row has one value a column.",
            )
        count = _count(row[at], f"{where}:{line}")
        marks = row[:at] + row[at + 1 :]
        mask = sum(_mark(v, lists[i], f"{where}:{line}") << i for i, v in enumerate(marks))
        if not mask and count:
            raise Unusable(
                "cuenta casos que no están en ninguna lista.",
                "it counts cases that are on no list.",
                where=f"{where}:{line}",
                cure_es="Quite el renglón: esos casos son los que se estiman.",
                cure_en="Remove the row: those cases are what is estimated.",
            )
        seen.setdefault(mask, []).append(line)
        masks.append(mask)
        counts.append(count)
    notes += _duplicates(seen)
    return table(lists, masks, counts), notes


def _decoded(data: bytes, where: str) -> tuple[str, list[Note]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), []
    if b"\0" in data:
        raise Unusable(
            "no es un archivo de texto.",
            "it is not a text file.",
            where=where,
            cure_es="Guárdelo como CSV.",
            cure_en="Save it as CSV.",
        )
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), [
            Note(
                "latin-1",
                "El archivo no está en UTF-8; se leyó como Latin-1.",
                "The file is not UTF-8; it was read as Latin-1.",
            )
        ]


def _rows(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of each row that is not blank, whatever separates the cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=mark)
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as problem:
        raise Unusable(
            f"no se puede leer como CSV ({problem}).",
            f"it cannot be read as CSV ({problem}).",
            where=where,
            cure_es="Guárdelo de nuevo como CSV.",
            cure_en="Save it as CSV again.",
        ) from None


def _header(header: list[str], where: str) -> tuple[list[str], list[str], int]:
    """All names, the names of the lists, and where ``count`` stands."""
    lowered = [name.casefold() for name in header]
    if COUNT not in lowered:
        raise Unusable(
            "falta la columna «count».",
            "the column 'count' is missing.",
            where=where,
            cure_es=f"Las columnas son: {', '.join(header)}. Llame «count» a la del número de casos.",
            cure_en=f"The columns are: {', '.join(header)}. Call the one with the cases 'count'.",
        )
    at = lowered.index(COUNT)
    lists = header[:at] + header[at + 1 :]
    if not lists:
        raise Unusable(
            "no hay ninguna columna de lista.",
            "there is no column of a list.",
            where=where,
            cure_es="Escriba una columna por lista, con 0 o 1.",
            cure_en="Write one column a list, with 0 or 1.",
        )
    twice = sorted({name for name in lowered if lowered.count(name) > 1})
    if twice or "" in lowered:
        named = ", ".join(twice) or "(sin nombre / no name)"
        raise Unusable(
            f"dos columnas se llaman igual o una no tiene nombre: {named}.",
            f"two columns have the same name or one has none: {named}.",
            where=f"{where}:1",
            cure_es="Dé a cada lista un nombre suyo.",
            cure_en="Give each list a name of its own.",
        )
    return header, lists, at


def _mark(value: str, name: str, where: str) -> int:
    if value in ("0", "0.0"):
        return 0
    if value in ("1", "1.0"):
        return 1
    if value.isdecimal():
        raise Unusable(
            f"«{value}» en la columna {name} no es 0 ni 1: hay personas más de una vez en esa lista.",
            f"'{value}' in the column {name} is neither 0 nor 1: people are more than once on that list.",
            where=where,
            cure_es="Deje a cada persona una vez en cada lista (con «cauce link» o a mano) y vuelva a "
            "contar: 1 si está, 0 si no.",
            cure_en="Leave each person once on each list (with 'cauce link' or by hand) and count again: "
            "1 if they are on it, 0 if not.",
        )
    raise Unusable(
        f"«{value}» en la columna {name} no es 0 ni 1.",
        f"'{value}' in the column {name} is neither 0 nor 1.",
        where=where,
        cure_es="Escriba 1 si el caso está en la lista y 0 si no.",
        cure_en="Write 1 if the case is on the list and 0 if not.",
    )


def _count(value: str, where: str) -> int:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if number == number and 0 <= number <= LARGEST and number == int(number):
        return int(number)
    kind_es, kind_en = "no es un número de casos", "is not a number of cases"
    if number < 0:
        kind_es, kind_en = "es negativo", "is negative"
    elif 0 < number <= LARGEST:
        kind_es, kind_en = "no es entero", "is not whole"
    raise Unusable(
        f"«{value}» en la columna count {kind_es}.",
        f"'{value}' in the column count {kind_en}.",
        where=where,
        cure_es="Escriba cuántos casos tienen esa historia: 0, 1, 2…",
        cure_en="Write how many cases have that history: 0, 1, 2…",
    )


def _duplicates(seen: dict[int, list[int]]) -> list[Note]:
    twice = [lines for lines in seen.values() if len(lines) > 1]
    if not twice:
        return []
    told = "; ".join(", ".join(map(str, lines)) for lines in twice)
    return [
        Note(
            "duplicate-histories",
            f"Hay historias repetidas, que se sumaron (renglones {told}). Revise que no sea un error.",
            f"There are repeated histories, which were summed (lines {told}). Check for a slip.",
            len(twice),
        )
    ]
