"""One system of lines, asked again and again for a least sum: each search begins where the last one ended.

HiGHS is the library, as SciPy brings it. ``scipy.optimize.milp`` puts each programme together anew, which
takes ten times as long as to solve it; so the solver itself is kept, and told what changed. That is no part
that SciPy promises: in a version that has it otherwise ``milp`` is asked, and a test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

highs: Any
try:
    from scipy.optimize._highspy import _core as highs
except ImportError:
    highs = None

Numbers = np.ndarray[Any, Any]
# The least it may be, and what each cell adds to it; it is zero at the most.
Line = tuple[float, list[tuple[int, float]]]


def programme(cells: int, lines: Iterable[Line]) -> Kept | Anew:
    """The programme over so many cells whose lines hold."""
    given = list(lines)
    rows = [row for row, (_, line) in enumerate(given) for _ in line]
    at = [cell for _, line in given for cell, _ in line]
    value = [sign for _, line in given for _, sign in line]
    matrix = csc_array((value, (rows, at)), shape=(len(given), cells), dtype=float)
    least = np.array([low for low, _ in given], dtype=float)
    return Kept(matrix, least) if highs else Anew(matrix, least)


class Anew:
    """Put together for each question."""

    def __init__(self, matrix: csc_array, least: Numbers) -> None:
        self._lines = LinearConstraint(matrix, least, 0) if len(least) else ()

    def least(self, towards: Numbers, limits: Numbers) -> Numbers | None:
        """Numbers within ``limits`` (the least and the most of each cell) for which all lines hold, with the
        least sum of ``towards``. None: there are none."""
        found: Numbers | None = milp(towards, bounds=Bounds(*limits.T), constraints=self._lines).x
        return found


class Kept:
    """Put together once. What was found last is where the next search begins."""

    def __init__(self, matrix: csc_array, least: Numbers) -> None:
        model = highs.HighsLp()
        model.num_row_, model.num_col_ = model.a_matrix_.num_row_, model.a_matrix_.num_col_ = matrix.shape
        model.a_matrix_.format_ = highs.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
        model.a_matrix_.value_ = matrix.data
        model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(model.num_col_)
        model.row_lower_, model.row_upper_ = least, np.zeros(model.num_row_)
        options = highs.HighsOptions()
        options.output_flag = False
        self._solver = highs._Highs()
        self._solver.passOptions(options)
        self._solver.passModel(model)
        self._at = np.arange(model.num_col_, dtype=np.int32)

    def least(self, towards: Numbers, limits: Numbers) -> Numbers | None:
        """As ``Anew.least``."""
        solver, (low, high) = self._solver, limits.T
        solver.changeColsCost(len(self._at), self._at, towards)
        solver.changeColsBounds(len(self._at), self._at, low.copy(), high.copy())
        if not self._solved():
            solver.clearSolver()  # from the beginning: where the last search ended may be a bad place
            if not self._solved():
                return None
        return np.array(solver.getSolution().col_value)

    def _solved(self) -> bool:
        self._solver.run()
        return bool(self._solver.getModelStatus() == highs.HighsModelStatus.kOptimal)
