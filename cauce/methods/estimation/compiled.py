"""How the inner loops are compiled: once, kept for the next process where a folder can be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile at the first call, without the interpreter's lock, so that two threads use two cores.

    The machine code is kept beside the module or, where that folder is read-only, in the user's own
    cache. Where neither can be written nothing is kept: each process compiles anew, for some seconds.
    """
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba found no folder for its cache
        return numba.njit(nogil=True, error_model="numpy")(function)
