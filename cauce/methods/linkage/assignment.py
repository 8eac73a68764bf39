"""One-to-one: of the links that may hold, those that hold together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def one_to_one(left: Sequence[int], right: Sequence[int], gain: Sequence[float]) -> NDArray[np.bool_]:
    """Which pairs to keep so that nobody is in two and the sum of gains is the greatest there is.

    ``left`` and ``right``: whole numbers, apart for each side; ``gain``: > 0, what a pair adds (its
    weight above the threshold's). Exact: the Hungarian method on each connected part, and most
    parts are one pair. bool[pairs].
    """
    kept = np.zeros(len(gain), dtype=bool)
    if not len(gain):
        return kept
    a, i = np.unique(np.asarray(left), return_inverse=True)
    b, j = np.unique(np.asarray(right), return_inverse=True)
    worth = np.asarray(gain, dtype=np.float64)
    size = len(a) + len(b)
    graph = coo_array((np.ones(len(i)), (i, j + len(a))), shape=(size, size))
    part = connected_components(graph, directed=False)[1][i]
    order = np.argsort(part, kind="stable")
    cuts = np.flatnonzero(np.diff(part[order])) + 1
    for some in np.split(order, cuts):
        if len(some) == 1:
            kept[some] = True
            continue
        rows, row = np.unique(i[some], return_inverse=True)
        columns, column = np.unique(j[some], return_inverse=True)
        table = np.zeros((len(rows), len(columns)))
        at = np.full(table.shape, -1)
        table[row, column] = worth[some]
        at[row, column] = some
        chosen = at[linear_sum_assignment(table, maximize=True)]
        kept[chosen[chosen >= 0]] = True
    return kept
