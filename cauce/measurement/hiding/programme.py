"""One system of lines, asked again and again for a least sum: each search begins where the last one ended.

HiGHS solves it. A table asks two thousand times and what changes is what is asked, so the solver is kept
and told what changed: to put each programme together anew takes ten times as long as to solve it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import highspy
import numpy as np

Numbers = np.ndarray[Any, Any]
# The least it may be, and what each cell adds to it; it is zero at the most.
Line = tuple[float, list[tuple[int, float]]]


class Quiet(highspy.Highs):
    """The solver without what it is told of while it works: making that ready prints on standard output."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.silent()


class Programme:
    """The programme over so many cells whose lines hold."""

    def __init__(self, cells: int, lines: Iterable[Line]) -> None:
        given = list(lines)
        model = highspy.HighsLp()
        for one in (model, model.a_matrix_):
            one.num_row_, one.num_col_ = len(given), cells
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = [*accumulate((len(line) for _, line in given), initial=0)]
        model.a_matrix_.index_ = [cell for _, line in given for cell, _ in line]
        model.a_matrix_.value_ = [sign for _, line in given for _, sign in line]
        model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(cells)
        model.row_lower_, model.row_upper_ = [least for least, _ in given], np.zeros(len(given))
        self._solver = Quiet()
        self._solver.passModel(model)
        self._at = np.arange(cells, dtype=np.int32)

    def least(self, towards: Numbers, limits: Numbers) -> Numbers | None:
        """Numbers within ``limits`` (the least and the most of each cell) for which all lines hold, with the
        least sum of ``towards``. None: there are none."""
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
        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
