"""What the compiled loops are handed: a table, work space for one thread, when to stop."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Cells(NamedTuple):
    """A table: float64[2^t] ``counts`` and their superset ``sums``, and which cells to ``keep``: bool[2^t],
    False for the unseen cell 0 and for cells deleted by a parameter at −∞."""

    counts: NDArray[Any]
    sums: NDArray[Any]
    keep: NDArray[Any]


class Room(NamedTuple):
    """Work space for one thread: ``work``, ``means`` float64[2^t]; ``matrix`` float64[≥ p, ≥ p];
    ``step`` float64[≥ p]."""

    work: NDArray[Any]
    means: NDArray[Any]
    matrix: NDArray[Any]
    step: NDArray[Any]


class Stop(NamedTuple):
    """When Newton ends: after ``most`` steps without an answer, or once max|Δα| < ``near``.

    ``chord``: the step after one so small is taken with the factor of before; 0: every step has its own.
    """

    most: int
    near: float
    chord: float


def room_for(lists: int, parameters: int) -> Room:
    """Work space for so many lists and parameters."""
    cells = 1 << lists
    matrix = np.zeros((parameters, parameters))
    return Room(np.zeros(cells), np.zeros(cells), matrix, np.zeros(parameters))
