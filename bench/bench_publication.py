"""Publishing safely: every table of the tests is attacked in full, and how long protection takes.

    python bench/bench_publication.py [--cases 1250] [--posts 50]

Aim: no cell that can be worked out exactly, in any released table. The attack here is made afresh, cell
by cell, with every bound solved; the one of the program stops as soon as a cell is seen to move enough.
"""

from __future__ import annotations

import itertools

import numpy as np
from measure import options, seconds

from cauce.measurement.hiding.bounds import Attack, Bounds, known_of
from cauce.measurement.hiding.protect_table import STANDARD, Protected, needed, protect
from cauce.measurement.rules.publication.table import TOTAL, Count, System, Table

TYPES, SEX, AGE = (0.50, 0.35, 0.08, 0.02, 0.05), (0.70, 0.30), (0.15, 0.20, 0.30, 0.25, 0.10)


def weights(size: int) -> tuple[float, ...]:
    """A few large, many small."""
    raw = 1 / (np.arange(size) + 2)
    return tuple(raw / raw.sum())


def invented(cases: int, shape: dict[str, tuple[float, ...]], seed: int) -> Table:
    """A table of invented cases with all its margins."""
    draw = np.random.default_rng(seed)
    drawn = [draw.choice(len(p), size=cases, p=p) for p in shape.values()]
    counts: dict[tuple[str, ...], int] = {}
    for row in zip(*drawn, strict=True):
        for mask in itertools.product((False, True), repeat=len(row)):
            key = tuple(TOTAL if all_ else str(one) for all_, one in zip(mask, row, strict=True))
            counts[key] = counts.get(key, 0) + 1
    values = {dim: tuple(str(n) for n in range(len(p))) for dim, p in shape.items()}
    cells = {key: Count(n, n, 0) for key, n in counts.items()}
    return Table("bench", "attended", "2026", tuple(shape), values, cells)


def main() -> None:
    """Print one row a table."""
    given = options(__doc__, cases=1250, posts=50)
    shapes = {
        "region x type": {"region": weights(7), "type": TYPES},
        "type x sex x age": {"type": TYPES, "sex": SEX, "age": AGE},
        "state of origin": {"state": weights(32)},
        "post x type (never published)": {"post": weights(given.posts), "type": TYPES},
    }
    print(f"{'table':32}{'cells':>7}{'hidden':>8}{'exact':>7}{'close':>7}{'protect':>10}{'attack':>10}")
    for name, shape in shapes.items():
        if given.quick and "never" in name:
            continue
        system = System()
        system.add(invented(given.cases, shape, 1))
        found: list[Protected] = []
        took = seconds(lambda system=system, found=found: found.append(protect(system, b"bench")))
        safe, attack = found[0], Attack(system, known_of(found[0].shown, STANDARD))
        bounds: dict[str, Bounds] = {}
        spent = seconds(
            lambda attack=attack, safe=safe, bounds=bounds: bounds.update(
                {one: attack.bounds(one) for one in safe.hidden}
            )
        )
        exact = sum(one.width < 1 for one in bounds.values())
        close = sum(one.width < needed(system.cells[cell].value, STANDARD) for cell, one in bounds.items())
        print(
            f"{name:32}{len(system.cells):7}{len(safe.hidden):8}{exact:7}{close:7}{took:8.2f} s{spent:8.2f} s"
        )
        assert safe.findings.passed and exact == close == 0, name


if __name__ == "__main__":
    main()
