"""What was needed and not found: why, by code, and how it is counted without pointing at anybody.

Headquarters sees it as a map and a table. Small cells as in the numbers of cues: what is at or below the
threshold is hidden, and where those of a row could be worked out of its total the next smallest goes
with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cauce.content.model import Text, both

REASONS: dict[str, Text] = {
    "none": both("Nadie da esta ayuda en la zona", "Nobody in the area provides this help"),
    "men": both("Nadie recibe hombres", "Nobody accepts men"),
    "women": both("Nadie recibe mujeres", "Nobody accepts women"),
    "minors": both("Nadie recibe menores de edad", "Nobody accepts people under 18"),
    "families": both("Nadie recibe familias", "Nobody accepts families"),
    "labour": both("Nadie recibe casos de trabajo", "Nobody accepts labour cases"),
    "accessible": both("Nadie es accesible", "Nobody is accessible"),
    "language": both("Nadie habla su lengua", "Nobody speaks the language"),
    "distance": both("Está demasiado lejos", "It is too far"),
    "capacity": both("Nadie tiene lugar", "Nobody has places"),
    "cost": both("Cuesta dinero", "It costs money"),
    "other": both("Otra razón", "Another reason"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """``count`` None: hidden because it is small; 0 is a true nothing."""

    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row and column, small ones hidden; ``total`` None: hidden as well."""

    rows: Mapping[str, Mapping[str, Cell]]
    totals: Mapping[str, Cell]  # by row
    columns: tuple[str, ...]
    total: int | None
    small: int


def table_of(pairs: Iterable[tuple[str, str]], small: int) -> Table:
    """Count (row, column) pairs and hide what is small, so that no total gives it back.

    In a row where something is hidden at least two cells are, and together they are above the threshold,
    so that the total of the row tells none of them; a total that is small is hidden like any other cell.
    The total of all is told where none of a row is hidden: a larger one beside it could be added up again.
    """
    counted: dict[str, dict[str, int]] = {}
    for row, column in pairs:
        here = counted.setdefault(row, {})
        here[column] = here.get(column, 0) + 1
    columns = tuple(sorted({column for here in counted.values() for column in here}))
    rows = {row: _hide(here, columns, small) for row, here in sorted(counted.items())}
    sums = {row: sum(here.values()) for row, here in sorted(counted.items())}
    totals = {row: Cell(None if count <= small else count) for row, count in sums.items()}
    whole = all(count > small for count in sums.values())
    return Table(rows, totals, columns, sum(sums.values()) if whole else None, small)


def _hide(counts: Mapping[str, int], keys: tuple[str, ...], small: int) -> dict[str, Cell]:
    hidden = {key for key in keys if 0 < counts.get(key, 0) <= small}
    shown = sorted((key for key in keys if counts.get(key, 0) > small), key=lambda k: (counts[k], k))
    while hidden and shown and (len(hidden) < 2 or sum(counts[key] for key in hidden) <= small):
        hidden.add(shown.pop(0))
    return {key: Cell(None if key in hidden else counts.get(key, 0)) for key in keys}
