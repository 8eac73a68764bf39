"""How many, out of how many? The rule of the denominator of CTDC, and which counts stay hidden.

Codebook of the Global Synthetic Dataset, version 2 (February 2024), section 6: within a group of
flags, whoever has any flag has the others read as 0; whoever has none is out of the denominator;
the shares of a group need not add up to 100 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cauce.rules.hiding import LEAST, flags, hidden_of

Row = Mapping[str, str]
FLAG = "1"
# CTDC redacts cells smaller than 11 in its own k-anonymised set (k = 11).
SMALLEST = LEAST + 1


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts by value of one column, or by flag of one group. ``denominator``: rows that say
    anything; None: hidden. A count of None is hidden."""

    name: str
    counts: dict[str, int | None]
    denominator: int | None
    overlap: bool = False  # flags: a row may count in several

    def share(self, value: str) -> float | None:
        """The share of a value. None: hidden, or nobody says anything."""
        count = self.counts.get(value)
        return None if count is None or not self.denominator else count / self.denominator


def of_group(name: str, flags: Sequence[str], rows: Iterable[Row]) -> Shares:
    """Counts of a group of flags by the rule of the denominator."""
    counts, told = dict.fromkeys(flags, 0), 0
    for row in rows:
        marked = [flag for flag in flags if row.get(flag) == FLAG]
        told += bool(marked)
        for flag in marked:
            counts[flag] += 1
    return Shares(name, dict(counts), told, overlap=True)


def of_column(name: str, rows: Iterable[Row]) -> Shares:
    """Counts by value of a column with one value a row; an empty value is not known, and is out."""
    seen = Counter(row.get(name, "") for row in rows)
    seen.pop("", None)
    return Shares(name, dict(sorted(seen.items())), sum(seen.values()))


def hidden(found: Shares, smallest: int = SMALLEST) -> Shares:
    """The same without small cells, nor what would give them back.

    Nobody and few look the same. Where a value is hidden alone, the smallest beside it is hidden
    too; in a group of flags the denominator is hidden instead, because it less one flag tells who has
    only the others.
    """
    total, full = found.denominator, {value: count or 0 for value, count in found.counts.items()}
    if total is None or total < smallest:
        return replace(found, counts=dict.fromkeys(full), denominator=None)
    if found.overlap:
        told, of = flags(full, total, smallest - 1)
        return replace(found, counts=told, denominator=of)
    away = hidden_of(full, [list(full)], smallest - 1, nobody=True)
    return replace(found, counts={value: None if value in away else n for value, n in full.items()})
