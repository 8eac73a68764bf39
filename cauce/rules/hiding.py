"""Which cells of one table may be told, so that no small one is, nor is found by subtraction?

The only place where a small number is hidden; ``cauce.measurement.hiding`` asks it of many tables at once.
A count below ``LEAST`` is hidden from whoever works none of the cases; who works them sees up to a smaller
number (``small``, the parameter ``small-cell``). Of each line (a row, a column, or parts with their total)
where something is hidden, at least two are, and what they hold together is not small either: a sum that
stands in another table gives none of them back. A true nothing is told as 0 where nothing hides in it.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

LEAST = 10  # people: from so many on a number is told beyond those who work on the cases, and published
BEYOND = LEAST - 1  # up to so many are hidden from whoever works none of them
BASE = 5  # to which such a number is rounded
CellKey = TypeVar("CellKey", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and column; a count of None is hidden because it, or its neighbour, is small."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], int | None]
    small: int


def is_small(count: int, small: int = BEYOND) -> bool:
    """Whether a count alone tells of few people. Nobody is no small count."""
    return 0 < count <= small


def few_beside(every: int, own: int) -> bool:
    """Whether few others may stand behind a number told in fives, for who knows a part of it."""
    return every - own < LEAST + BASE


def fives(number: int) -> int:
    """The nearest multiple of ``BASE``."""
    return BASE * round(number / BASE)


def share_in_fives(share: float, of: int) -> float:
    """A share of so many as people in fives, out of a number in fives. Told nearer, it would say which of the
    numbers that round alike are the true ones."""
    return min(fives(round(share * of)) / max(fives(of), BASE), 1.0)


def tens(number: int, step: int = LEAST) -> int:
    """The multiple of ``step`` that is told as «at least»; below the first one, 0: nothing is told."""
    return number // step * step


def parts(counts: Mapping[CellKey, int], small: int = BEYOND) -> dict[CellKey, int | None]:
    """The parts of one sum as they may be told; None is hidden. Where what is hidden would be found from
    the sum all the same, nothing of it is told."""
    hidden = hidden_of(counts, [list(counts)], small)
    if hidden and (len(hidden) == 1 or sum(counts[key] for key in hidden) <= small):
        return dict.fromkeys(counts)
    return {key: None if key in hidden else count for key, count in counts.items()}


def flags(
    counts: Mapping[CellKey, int], total: int, small: int = BEYOND
) -> tuple[dict[CellKey, int | None], int | None]:
    """Counts of flags, of which somebody may have several, and of how many have any; nobody and few look the
    same. The total less one flag tells who has only the others: where that is small, the total is hidden."""
    told = {key: None if count <= small else count for key, count in counts.items()}
    rest = [total - count for count in told.values() if count is not None]
    gives_back = None in told.values() or any(is_small(one, small) for one in rest)
    return told, None if gives_back else total


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
    lines = [[(row, column) for column in used] for row in named]
    lines += [[(row, column) for row in named] for column in used]
    hidden = hidden_of(full, lines, small, also)
    return Grid(named, used, {k: None if k in hidden else n for k, n in full.items()}, small)


def hidden_of(
    counts: Mapping[CellKey, int],
    lines: Sequence[Sequence[CellKey]],
    small: int = BEYOND,
    also: Collection[CellKey] = (),
    nobody: bool = False,
) -> set[CellKey]:
    """The cells to hide. ``lines``: cells that somebody may add up against a sum told elsewhere. ``nobody``:
    a nothing is hidden as a small number is."""
    hidden = {key for key, count in counts.items() if is_small(count, small) or (nobody and not count)}
    hidden |= {key for key in also if counts.get(key)}
    again = True
    while again:
        again = False
        for line in lines:
            inside = [key for key in line if key in hidden]
            safe = len(inside) > 1 and sum(counts[key] for key in inside) > small
            shown = [key for key in line if key not in hidden and counts[key]]
            if inside and not safe and shown:
                hidden.add(min(shown, key=lambda key: (counts[key], str(key))))
                again = True
    return hidden
