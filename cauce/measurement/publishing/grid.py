"""The columns of invented records and every cell they make; it needs nothing, so that all may name it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns and all the values they may have, from the content and never from the data."""

    names: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(one) for one in self.values)

    def keys(self) -> list[Key]:
        """Every cell, in its fixed order."""
        return list(product(*self.values))
