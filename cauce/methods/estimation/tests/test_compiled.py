"""The compiled loops work where nothing can be written, and threads change no answer."""

from __future__ import annotations

import numba
import numpy as np
import pytest

from cauce.methods.estimation import bootstrap, compiled, exhaustive, rank
from cauce.methods.estimation.selection import many, slowly

from .known import published


def test_where_no_folder_can_be_written_it_compiles_for_this_process_alone(monkeypatch):
    whole = numba.njit

    def nowhere(*function, **options):  # numba's own modules may be read just now, and say a function too
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return whole(*function, **options)

    monkeypatch.setattr(numba, "njit", nowhere)
    twice = compiled.compiled(lambda x: 2 * x)
    assert twice(21) == 42


@pytest.mark.parametrize("name", ["UKdat_5", "NewOrl_5", "Artificial_3"])
def test_the_slow_path_chooses_as_the_fast_one_does(name):
    here = published(name)
    lists = len(here.lists)
    tables = bootstrap.spread(here, bootstrap.draw(here, 40, 3))
    fast = many(tables, lists, 0.02)
    slow = [slowly(one, lists, 0.02)[1] for one in tables]
    assert fast == pytest.approx(slow, rel=1e-7)


def test_resamples_of_the_best_models_choose_among_them():
    here = published("Kosovo")
    ranking = rank(here)
    top = ranking.models.only(ranking.top(20))
    point = exhaustive.many_of(top)(here.dense()[None, :])
    assert here.n + point[0] == pytest.approx(ranking.best().estimate, rel=1e-9)
    one = ranking.models.only(ranking.top(1))
    tables = bootstrap.spread(here, bootstrap.draw(here, 30, 1))
    assert np.any(exhaustive.many_of(top)(tables) != exhaustive.many_of(one)(tables))


def test_long_work_is_told_up_to_the_end():
    told = []
    here = published("Australia")
    bootstrap.resampled(
        here,
        lambda rows: many(rows, 4, 0.02),
        1200,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]
