"""The compiled loops work where nothing can be written, and threads change no answer."""

from __future__ import annotations

import os
import subprocess
import sys

import numba
import numpy as np
import pytest

from cauce.methods.estimation import bootstrap, compiled, exhaustive, rank, stepwise
from cauce.methods.estimation.selection import many, slowly
from tests.shared import ROOT

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


def in_a_process(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_once_it_is_set_up_the_first_estimate_of_a_process_compiles_nothing():
    """What is kept is read: of every loop that was asked, none had to be made anew."""
    first = "from cauce.methods.estimation.ready import ready; ready()"
    asked = (
        "from cauce.methods import estimation as e; from cauce.methods.estimation import gibbs, kernels\n"
        "e.analyse(e.read(e.DATA / 'Artificial_3.csv')[0], choices=e.Choices(resamples=20))\n"
        "loops = [kernels.stepwise_many, kernels.stepwise, kernels.each_model, kernels.best_of_many,"
        " kernels.newton, gibbs.sample]\n"
        "print(sum(sum(one.stats.cache_misses.values()) for one in loops))"
    )
    in_a_process(first)
    assert in_a_process(asked) == "0\n"


def test_without_numba_the_same_loops_answer_the_same():
    code = (
        "import sys; sys.modules['numba'] = None\n"
        "from cauce.methods import estimation as e; from cauce.methods.estimation import compiled\n"
        "assert compiled.numba is None\n"
        "here = e.read(e.DATA / 'Kosovo.csv')[0]\n"
        "print(round(e.stepwise(here).estimate, 3), round(e.rank(here, 2).best().estimate, 3))\n"
        "draws = [e.latent_class(here, burn=3, kept=8, thin=1).draws.tolist() for _ in range(2)]\n"
        "assert draws[0] == draws[1]"
    )
    here = published("Kosovo")
    known = f"{stepwise(here).estimate:.3f} {rank(here, 2).best().estimate:.3f}"
    assert [float(one) for one in in_a_process(code).split()] == [float(one) for one in known.split()]


def test_where_nothing_may_be_made_executable_the_loops_are_read_by_the_interpreter():
    """As a service that is closed so: numba itself refuses to be read."""
    code = (
        "import sys\n"
        "class Closed:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'numba': raise PermissionError(13, 'cannot allocate executable memory')\n"
        "sys.meta_path.insert(0, Closed())\n"
        "from cauce.methods.estimation.compiled import numba; print(numba)"
    )
    assert in_a_process(code) == "None\n"


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
