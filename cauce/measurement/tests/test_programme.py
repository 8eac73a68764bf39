"""The solver that is kept between questions gives what one gives that is put together for each."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from cauce.measurement.hiding import programme
from cauce.measurement.hiding.tree import Before, Line, Table, tell

FAR = 1e7
PARTS = 6
# Two rows that make two totals, by column too; and a cell in two groups at once.
LINES: list[programme.Line] = [
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


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_asked_one_after_the_other_both_find_the_same_least(monkeypatch, seed):
    kept = programme.programme(CELLS, LINES)
    with monkeypatch.context() as without:
        without.setattr(programme, "highs", None)
        anew = programme.programme(CELLS, LINES)
    assert isinstance(kept, programme.Kept), "this SciPy has its solver elsewhere: see programme.py"
    assert isinstance(anew, programme.Anew)
    for towards, limits in questions(seed):
        one, other = kept.least(towards, limits), anew.least(towards, limits)
        assert one is not None and other is not None
        assert towards @ one == pytest.approx(towards @ other)
        assert (one >= limits[:, 0] - 1e-6).all() and (one <= limits[:, 1] + 1e-6).all()
        assert one[:3].sum() == pytest.approx(one[6]) and one[0] <= one[3] + one[8] + 1e-6


def test_where_nothing_fits_both_say_so_and_go_on(monkeypatch):
    impossible, possible = np.array([(5.0, 9.0)] * CELLS), np.array([(0.0, 40.0)] * CELLS)
    for solver in (programme.highs, None):
        monkeypatch.setattr(programme, "highs", solver)
        asked = programme.programme(CELLS, LINES)
        assert asked.least(np.ones(CELLS), impossible) is None
        assert asked.least(np.ones(CELLS), possible) == pytest.approx(np.zeros(CELLS))


def test_what_is_told_does_not_hang_on_which_is_asked(monkeypatch):
    def table(*numbers: int) -> Table:
        cells = {(f"p{at}",): number for at, number in enumerate(numbers)} | {("all",): sum(numbers)}
        return Table(cells, (Line(("all",), tuple((f"p{at}",) for at in range(len(numbers)))),))

    weeks = table(3, 14, 60, 22, 0), table(5, 14, 75, 22, 2)

    def told():
        first = tell(weeks[0])
        return first, tell(weeks[1], Before(first, weeks[0]))

    kept = told()
    monkeypatch.setattr(programme, "highs", None)
    assert told() == kept
