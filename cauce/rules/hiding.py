"""Which cells of a table may headquarters see, so that no small one is told, nor found by subtraction?

A count at or below the threshold is hidden. In each row and each column where something is hidden, at
least two cells are, and what they hold together is above the threshold: sums that stand in another
table give none of them back. A true nothing is shown as 0. Totals are never told with such a table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and column; a count of None is hidden because it, or its neighbour, is small."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], int | None]
    small: int


def grid_of(
    pairs: Iterable[tuple[str, str]], columns: Sequence[str], small: int, rows: Sequence[str] = ()
) -> Grid:
    """Count (row, column) pairs. ``columns``: in which order; those that nobody has are left out.
    ``rows``: the same; none: by name."""
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    return grid_from(counts, columns, small, rows)


def grid_from(
    counts: Mapping[tuple[str, str], int],
    columns: Sequence[str],
    small: int,
    rows: Sequence[str] = (),
    also: Collection[tuple[str, str]] = (),
) -> Grid:
    """The same of counts already made. ``also``: cells to hide whatever they count, because few people
    stand behind them."""
    there = {row for row, _ in counts}
    named = tuple(one for one in rows if one in there) if rows else tuple(sorted(there))
    used = tuple(one for one in columns if any((row, one) in counts for row in named))
    full = {(row, column): counts.get((row, column), 0) for row in named for column in used}
    hidden = _hidden(full, named, used, small, also)
    return Grid(named, used, {k: None if k in hidden else n for k, n in full.items()}, small)


def _hidden(
    counts: dict[tuple[str, str], int],
    rows: Sequence[str],
    columns: Sequence[str],
    small: int,
    also: Collection[tuple[str, str]],
) -> set[tuple[str, str]]:
    hidden = {key for key, count in counts.items() if 0 < count <= small}
    hidden |= {key for key in also if counts.get(key)}
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    again = True
    while again:
        again = False
        for line in lines:
            inside = [key for key in line if key in hidden]
            safe = len(inside) > 1 and sum(counts[key] for key in inside) > small
            shown = [key for key in line if key not in hidden and counts[key]]
            if inside and not safe and shown:
                hidden.add(min(shown, key=lambda key: (counts[key], key)))
                again = True
    return hidden
