"""Whether the extended maximum likelihood estimate exists, and whether it is the only one.

Fienberg & Rinaldo 2012, Ann. Statist. 40:996; Chan, Silverman & Vincent 2021, section 2.4. With A
the design matrix on the kept cells and t = A'n: max s subject to A'x = t, x ≥ s ≥ 0. The estimate
exists if and only if s* > 0; it is identifiable if and only if A has full column rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cauce.methods.estimation.table import Table

EXISTS, DOES_NOT_EXIST, NOT_IDENTIFIABLE = 0, 1, 2
SMALLEST = 1e-9


def status(table: Table, terms: Sequence[int]) -> int:
    """(s* = 0) + 2·(rank deficient): 0 is good. ``terms``: masks with ∅ and the singletons."""
    return of_support(len(table.lists), frozenset(terms), frozenset(table.masks))


@lru_cache(maxsize=65536)
def is_good(lists: int, terms: frozenset[int], support: frozenset[int]) -> bool:
    """Whether ``of_support`` is 0, asking the rank first: it costs a tenth of the programme."""
    kept, own = _left(lists, terms, support)
    if len(own) > len(kept) or np.linalg.matrix_rank(design_matrix(kept, own)) < len(own):
        return False
    return _most(design_matrix(kept, own), kept, support) >= SMALLEST


def _left(
    lists: int, terms: frozenset[int], support: frozenset[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cells and the terms that are left when those at −∞ are gone."""
    absent = {t for t in terms if not any(cell & t == t for cell in support)}
    cells = range(1, 1 << lists)
    kept = tuple(cell for cell in cells if not any(cell & t == t for t in absent))
    return kept, tuple(sorted(terms - absent))


@lru_cache(maxsize=65536)
def of_support(lists: int, terms: frozenset[int], support: frozenset[int]) -> int:
    """The same; the counts enter only through which cells are not empty (``support``)."""
    kept, own = _left(lists, terms, support)
    if not kept:
        return DOES_NOT_EXIST + NOT_IDENTIFIABLE
    design = design_matrix(kept, own)
    deficient = np.linalg.matrix_rank(design) < len(own)
    return (DOES_NOT_EXIST if _most(design, kept, support) < SMALLEST else EXISTS) + (
        NOT_IDENTIFIABLE if deficient else 0
    )


def design_matrix(cells: Sequence[int], terms: Sequence[int]) -> NDArray[np.float64]:
    """float64[cells, terms]: 1 where the term's lists are all in the cell's history."""
    rows, columns = np.array(cells)[:, None], np.array(terms)[None, :]
    return np.asarray((rows & columns) == columns, dtype=np.float64)


def _most(design: NDArray[np.float64], kept: Sequence[int], support: frozenset[int]) -> float:
    """s*, by linear programming; 0 where the programme is infeasible.

    With y = x − s ≥ 0 in place of x the programme has equalities alone, one a parameter.
    """
    # Brought at its first use, which most tables never come to: it is half of this library's start.
    from scipy.optimize import linprog

    seen = np.array([1.0 if cell in support else 0.0 for cell in kept])
    cells = design.shape[0]
    goal = np.zeros(cells + 1)
    goal[-1] = -1.0
    equal = np.hstack([design.T, design.sum(axis=0)[:, None]])
    found = linprog(goal, A_eq=equal, b_eq=design.T @ seen, bounds=(0, None), method="highs")
    return float(-found.fun) if found.status == 0 else 0.0
