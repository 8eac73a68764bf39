"""How the inner loops are compiled: once, kept for the next process where a folder can be written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

numba: Any = None
# An extra; and a service that may make nothing of what it wrote executable refuses it (``OSError``). Without
# it the interpreter reads the same loops, a hundred times slower.
with suppress(ImportError, OSError):
    import numba


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile at the first call, without the interpreter's lock, so that two threads use two cores.

    The machine code is kept beside the module or, where that folder is read-only, in the user's own
    cache; ``ready`` makes it at set-up, so that nobody waits for a compiler. Where neither can be written
    nothing is kept: each process compiles anew, for some seconds. Without numba the function is itself.
    """
    if numba is None:
        return function
    made: Callable[..., Any]
    try:
        made = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba found no folder for its cache
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return made
