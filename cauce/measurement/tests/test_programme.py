"""The solver that is kept between questions finds the same least as one put together for each by SciPy."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from cauce.measurement.hiding.programme import Line, Programme

FAR = 1e7
PARTS = 6
# Two rows that make two totals, by column too; and a cell in two groups at once.
LINES: list[Line] = [
    (0.0, [(0, 1.0), (1, 1.0), (2, 1.0), (6, -1.0)]),
    (0.0, [(3, 1.0), (4, 1.0), (5, 1.0), (7, -1.0)]),
    (0.0, [(0, 1.0), (3, 1.0), (8, -1.0)]),
    (-math.inf, [(0, 1.0), (3, -1.0), (8, -1.0)]),
]
CELLS = 9


def questions(seed: int):
    """What is known of each cell, changing a little each time, and what is asked."""
    draw = random.Random(seed)
    truth = [draw.choice((0, 1, 4, 12, 40)) for _ in range(PARTS)]
    whole = [*truth, sum(truth[:3]), sum(truth[3:]), truth[0] + truth[3]]
    limits = np.array([(max(one - 2, 0), one + 2) for one in whole], dtype=float)
    for _ in range(12):
        hidden = draw.randrange(CELLS)
        limits[hidden] = (0, 9 if whole[hidden] < 10 else FAR)
        yield np.array([draw.choice((-1.0, 0.0, 0.0, 1.0)) for _ in range(CELLS)]), limits.copy()


def rows() -> LinearConstraint:
    """The same lines as SciPy is told them."""
    matrix = np.zeros((len(LINES), CELLS))
    for at, (_, line) in enumerate(LINES):
        for cell, sign in line:
            matrix[at, cell] = sign
    return LinearConstraint(matrix, [least for least, _ in LINES], 0)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_asked_one_after_the_other_it_finds_the_least(seed, capfd):
    kept = Programme(CELLS, LINES)
    for towards, limits in questions(seed):
        one = kept.least(towards, limits)
        other = milp(towards, bounds=Bounds(*limits.T), constraints=rows()).x
        assert one is not None and other is not None
        assert towards @ one == pytest.approx(towards @ other)
        assert (one >= limits[:, 0] - 1e-6).all() and (one <= limits[:, 1] + 1e-6).all()
        assert one[:3].sum() == pytest.approx(one[6]) and one[0] <= one[3] + one[8] + 1e-6
    assert capfd.readouterr() == ("", "")  # a command with --json prints a document and nothing else


def test_where_nothing_fits_it_says_so_and_goes_on():
    asked = Programme(CELLS, LINES)
    assert asked.least(np.ones(CELLS), np.array([(5.0, 9.0)] * CELLS)) is None
    assert asked.least(np.ones(CELLS), np.array([(0.0, 40.0)] * CELLS)) == pytest.approx(np.zeros(CELLS))
