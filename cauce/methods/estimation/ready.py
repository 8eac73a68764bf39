"""``python -m cauce.methods.estimation.ready``: compile every inner loop once, when a machine is set up.

Afterwards the first estimate waits for no compiler. Where numba is absent, or no folder can be written,
there is nothing to keep, and it says so.
"""

from __future__ import annotations

import time

import numpy as np

from cauce.methods.estimation import bootstrap, exhaustive, selection
from cauce.methods.estimation.compiled import numba
from cauce.methods.estimation.latent import latent_class
from cauce.methods.estimation.table import table


def ready() -> float:
    """Run each loop on a table of four lists; the seconds it took."""
    began = time.perf_counter()
    here = table(list("ABCD"), range(1, 16), [60, 50, 9, 40, 8, 7, 3, 30, 6, 5, 2, 4, 2, 1, 1])
    tables = bootstrap.spread(here, np.array([here.counts]))
    selection.stepwise(here)
    selection.many(tables, 4, selection.THRESHOLD)
    selection.slowly(here.dense(), 4, selection.THRESHOLD)
    ranking = exhaustive.rank(here)
    exhaustive.many_of(ranking.models.only(ranking.top(3)))(tables)
    latent_class(here, burn=1, kept=4, thin=1)
    return time.perf_counter() - began


if __name__ == "__main__":
    if numba is None:
        print("numba no está instalado: todo se calcula sin compilar / is not installed: nothing is compiled")
    else:
        print(f"Compilado / compiled: {ready():.1f} s")
