"""What does a table hold, and how do its cells depend on one another and on those of other tables?

A cell has one name wherever it stands: its indicator, its period and what it is of. So the women of
a year are the same cell in every table, and show the same figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from cauce.content.errors import BadInput, BadInputs

bad_input = BadInputs(__file__)

TOTAL = "*"  # stands in a key for «all of them»
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A true figure, which never leaves. ``contributors``: how many people (or cases) are behind it;
    ``largest``: the most of them that share one case group, employer or post."""

    value: int
    contributors: int
    largest: int


NOBODY = Count(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a total depends on its parts. ``sums`` False: who is in it may be in several parts, so
    the total is at least each of them and at most their sum."""

    total: str
    parts: tuple[str, ...]
    sums: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all its margins. ``values``: what each dimension may say, in order; a key that
    ``cells`` lacks is nobody. ``named``: cells that have their name from another indicator, which counts the
    same people. ``version``: of its definition, where it is not the one by which the period is published."""

    id: str
    indicator: str
    period: str
    dims: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    cells: Mapping[Key, Count]
    overlapping: frozenset[str] = frozenset()
    named: Mapping[Key, str] = field(default_factory=dict)
    version: int | None = None

    def keys(self) -> list[Key]:
        """Every cell and margin, in the order of the values, totals last."""
        found: list[Key] = [()]
        for dim in self.dims:
            found = [(*key, value) for key in found for value in (*self.values[dim], TOTAL)]
        return found

    def name(self, key: Key) -> str:
        """The name of the cell, in whatever table it stands."""
        if key in self.named:
            return self.named[key]
        return name_of(self.indicator, self.period, dict(zip(self.dims, key, strict=True)))

    def relations(self) -> Iterable[Relation]:
        """Each margin with its parts."""
        for key in self.keys():
            for at, dim in enumerate(self.dims):
                if key[at] == TOTAL:
                    parts = [(*key[:at], value, *key[at + 1 :]) for value in self.values[dim]]
                    yield Relation(
                        self.name(key),
                        tuple(self.name(one) for one in parts),
                        sums=dim not in self.overlapping,
                    )


def name_of(indicator: str, period: str, of: Mapping[str, str]) -> str:
    """The name of a cell; totals are left out of it."""
    told = ";".join(f"{dim}={value}" for dim, value in sorted(of.items()) if value != TOTAL)
    return f"{indicator}|{period}|{told}"


def parts_of_name(name: str) -> dict[str, str]:
    """What a cell is of: dimension and value, without totals."""
    told = name.rsplit("|", 1)[1]
    return dict(one.split("=", 1) for one in told.split(";") if one)


def margins_of(dims: Sequence[str]) -> list[tuple[str, ...]]:
    """Every choice of dimensions whose figures a table with these needs, the whole one first."""
    return [chosen for size in range(len(dims), -1, -1) for chosen in combinations(tuple(dims), size)]


@dataclass(slots=True)
class System:
    """All cells of one indicator that an attacker could set against each other."""

    cells: dict[str, Count] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    def add(self, table: Table) -> None:
        """Take a table in. Raises ``BadInput`` when it contradicts one that is there, or its parts
        do not make its totals."""
        for key in table.keys():
            name, count = table.name(key), table.cells.get(key, NOBODY)
            if self.cells.setdefault(name, count).value != count.value:
                raise _does_not_add(table.id)
        self.join(table.relations(), table.id)

    def join(self, relations: Iterable[Relation], where: str) -> None:
        """Take relations in; those that are there already are not taken twice."""
        known = set(self.relations)
        for one in relations:
            if one in known:
                continue
            total = self.cells[one.total].value
            parts = [self.cells[name].value for name in one.parts]
            holds = sum(parts) == total if one.sums else max(parts) <= total <= sum(parts)
            if not holds:
                raise _does_not_add(where)
            known.add(one)
            self.relations.append(one)


def _does_not_add(where: str) -> BadInput:
    return bad_input("parts_of_table_at_do_not_make", where="table", at=where)
