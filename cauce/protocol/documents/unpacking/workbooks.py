"""A workbook that somebody sent, as rows of texts: read by the child, counted as it is read."""

from __future__ import annotations

from typing import Any

from . import ask

UNFOLDED = 96 * 1024 * 1024  # bytes of all parts of a workbook together
LETTERS = 16 * 1024 * 1024  # of all cells together: a text that many cells share counts each time
MOST_PARTS = 2000
MERGED = 2  # merged cells for each row that is taken: each is told again with the range it lies in
Line = tuple[int, int, list[str | None], dict[int, str]]


def rows_of(
    body: bytes, *, rows: int, columns: int, cell: int, all: bool = False, values: bool = False
) -> list[Line]:
    """Sheet, row, cells and merged cells (column → range) of each row with anything in it.

    ``rows``, ``columns``: of one sheet at most; ``cell``: letters of one, the rest is cut off; ``all``: every
    sheet, not only the first that is shown; ``values``: what another program last worked out of a formula;
    else a formula is None. Raises ``Unread``: of ``WORDS``, or macro, rows, blocks, letters, encoding,
    doctype, damaged.
    """
    return ask(
        "workbook",
        body,
        _line,
        files=MOST_PARTS,
        bytes=UNFOLDED,
        ratio=100,
        small=64 * 1024,
        rows=rows,
        columns=columns,
        cells=rows * columns,
        letters=LETTERS,
        cell=cell,
        all=all,
        values=values,
        merged=MERGED * rows,
    )


def _line(told: Any) -> Line:
    sheet, row, cells, merged = told
    if any(not isinstance(one, str | None) for one in cells):
        raise TypeError
    return int(sheet), int(row), cells, {int(column): str(ref) for column, ref in merged.items()}
