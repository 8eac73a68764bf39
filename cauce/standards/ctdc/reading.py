"""Files of CTDC read as rows of its 27 columns, whichever edition they are of.

Known: the synthetic editions of 2021 to 2025 (empty: not known; flags 1 or empty), the columns that
the edition of 2026 is said to rename, and the k-anonymised set of 63 columns (-99: not known; flags
0 and 1; countries in two letters). Other columns, as those of the victim and perpetrator set, stay
as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from cauce.content.errors import BadInput

from . import catalogue
from .shares import FLAG, Shares, of_column, of_group

NOTHING = ("", "-99", "NA", "NULL")
OLDEST, SYNTHETIC, OTHER = "63", "27", "other"
COUNTRIES = ("citizenship", "CountryOfExploitation")


@dataclass(frozen=True)
class Table:
    """Rows by column; ``kind``: the older 63 columns (folded into the 27), the 27, or other ones."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def read(data: bytes, where: str = "") -> Table:
    """The rows of a file. Raises ``BadInput`` when it has no header or a row does not fit it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = csv.reader(io.StringIO(text))
    head = [name.strip() for name in next(lines, [])]
    if len(head) < 2:
        raise _refused("no tiene encabezado.", "it has no header.", where)
    kind, names = _kind(head)
    rows = []
    for line in lines:
        if not line:
            continue
        if len(line) != len(head):
            raise _refused(
                f"hay {len(line)} valores y {len(head)} columnas.",
                f"there are {len(line)} values and {len(head)} columns.",
                f"{where}:{lines.line_num}",
            )
        values = ["" if cell.strip() in NOTHING else cell.strip() for cell in line]
        rows.append(_folded(names, values) if kind == OLDEST else dict(zip(names, values, strict=True)))
    if kind == SYNTHETIC:
        names = [name for name in catalogue.columns() if name in names]
    return Table(kind, tuple(catalogue.columns()) if kind == OLDEST else tuple(names), tuple(rows))


def _refused(es: str, en: str, where: str) -> BadInput:
    return BadInput(
        es,
        en,
        where=where,
        cure_es="Use el archivo CSV como lo publica CTDC.",
        cure_en="Use the CSV as CTDC publishes it.",
    )


def _kind(head: list[str]) -> tuple[str, list[str]]:
    """Which set it is, and its columns by the names of the codebook of 2024."""
    aliases = {one.alias: one.name for one in catalogue.columns().values() if one.alias}
    names = [aliases.get(name, name) for name in head]
    if len(set(head) & set(catalogue.older())) > 40:
        return OLDEST, head
    return (SYNTHETIC if len(set(names) & set(catalogue.columns())) > 20 else OTHER), names


def _folded(names: list[str], values: list[str]) -> dict[str, str]:
    """A row of the older set in the 27 columns: 1 where any of those that were merged is 1."""
    made = dict.fromkeys(catalogue.columns(), "")
    for name, value in zip(names, values, strict=True):
        into = catalogue.older().get(name, "")
        if not into or not value:
            continue
        if catalogue.columns()[into].flag:
            made[into] = FLAG if value == FLAG else made[into]
        else:
            made[into] = catalogue.countries().get(value, value) if into in COUNTRIES else value
    return made


def counted(rows: Iterable[dict[str, str]], columns: Iterable[str]) -> list[Shares]:
    """Every column and group that is there, counted by the codebook's rule; nothing is hidden yet."""
    held, there = list(rows), set(columns)
    found = [
        of_column(one.name, held)
        for one in catalogue.columns().values()
        if not one.flag and one.name in there
    ]
    for name, flags in catalogue.groups().items():
        inside = [flag for flag in flags if flag in there]
        if inside:
            found.append(of_group(name, inside, held))
    return found
