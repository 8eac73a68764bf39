"""Cells of a list that goes out or comes in: no formula of ours, and no row without end.

A list that comes in has as many columns as a list has: a row without end is refused as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cauce.content.errors import BadInputs
from cauce.methods.cells import as_it_was, harmless

__all__ = ["MOST_COLUMNS", "as_it_was", "harmless", "within"]

bad_input = BadInputs(__file__)

MOST_COLUMNS = 200


def within(rows: Iterable[list[str]], where: str) -> Iterator[list[str]]:
    """The rows of a CSV, one after another. Raises ``BadInput`` at the first of too many columns."""
    for cells in rows:
        if len(cells) > MOST_COLUMNS:
            raise bad_input("row_has_more_than_most_columns", where=where, most_columns=MOST_COLUMNS)
        yield cells
