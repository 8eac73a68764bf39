"""Room for the frames of Python's calls, in one piece.

CPython up to 3.13 lays frames into pieces of 16 KB, asks the system for a piece when the last one is full
and gives it back when the first call in it ends (``push_chunk`` in its ``pystate.c``). A call that is the
first of a piece takes and gives back memory each time: some 17 us in place of 0.02. Which call that is, is
chance of how deep and how large the calls above it are; in a template's loop it can double a page's time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

R = TypeVar("R")
# Places for values. A frame that needs more than half of 512 KB is given a piece of that size, and the half
# that it leaves is enough for a thousand calls one within the other. What is never written on costs nothing.
PLACES = 33_000


def _called(call: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    return call(*given)


_called.__code__ = _called.__code__.replace(co_stacksize=PLACES)


def in_one_piece(call: Callable[..., R], *given: Any) -> R:
    """What ``call`` gives, with all frames below it in one piece of memory."""
    found: R = _called(call, given)
    return found
