"""A file of totals as rows by column: UTF-8 or Latin-1; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field

from cauce.content.cells import within
from cauce.content.errors import BadInput
from cauce.content.model import Text, both
from cauce.rules.totals import MOST_ROWS, Judged, columns_of, judge

LARGEST = 2 * 1024 * 1024
LATIN = both(
    "El archivo no está en UTF-8; se leyó como Latin-1.", "The file is not UTF-8; it was read as Latin-1."
)
SEMICOLONS = both(
    "Las celdas están separadas por punto y coma; así se leyó.",
    "The cells are parted by semicolons; it was read so.",
)


@dataclass(frozen=True)
class Read:
    """What a file held, judged row by row; ``notes``: how it was read."""

    judged: Judged
    digest: str  # SHA-256 of what was read
    notes: tuple[Text, ...] = field(default=())


def read(data: bytes, where: str = "") -> Read:
    """The totals of a file. Raises ``BadInput`` for what is no table, or a table of people."""
    if len(data) > LARGEST or b"\0" in data:
        raise _refused("no es una tabla de texto, o es enorme.", "it is no table of text, or huge.", where)
    notes = list[Text]()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        notes.append(LATIN)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise _refused("el archivo está vacío.", "the file is empty.", where)
    mark = max(",;\t", key=first.count)
    if mark == ";":
        notes.append(SEMICOLONS)
    digest = hashlib.sha256(data).hexdigest()
    return Read(judge(_rows(text, mark, where)), digest, tuple(notes))


def _rows(text: str, mark: str, where: str) -> list[tuple[int, dict[str, str]]]:
    names: list[str] = []
    found: list[tuple[int, dict[str, str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in within(reader, where):
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = columns_of(cells)
                continue
            # A row that is too short or too long is judged, and refused, by what it lacks.
            fitting = cells if len(cells) == len(names) else []
            if len(found) > MOST_ROWS:
                break  # judged as too long: no more of it is kept
            found.append((reader.line_num, dict(zip(names, fitting, strict=False))))
    except csv.Error as problem:
        raise _refused(
            f"no se puede leer como tabla ({problem}).", f"it cannot be read as a table ({problem}).", where
        ) from None
    return found


def _refused(es: str, en: str, where: str) -> BadInput:
    return BadInput(
        es,
        en,
        where=where,
        cure_es="Guárdelo de nuevo como CSV, con su encabezado.",
        cure_en="Save it again as CSV, with its header.",
    )
