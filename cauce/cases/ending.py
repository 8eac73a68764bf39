"""What ends at once when nobody of the post works on a case any more: parts that stand above it say so.

An app above the cases puts its effect here when it starts (``ends_with``). It runs inside the act that
closes, seals, blocks, erases or hands over the case, so that none of it is left for a moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from .models import Case

Ends = Callable[[Case, dt.datetime], int]
_ENDS: list[Ends] = []


def ends_with(do: Ends) -> None:
    """Put an effect of an app above beside the others; put twice, it is there once."""
    if do not in _ENDS:
        _ENDS.append(do)


def end_along(case: Case, at: dt.datetime) -> None:
    """Everything that ends with the work on a case; part of the act that ends it."""
    for do in _ENDS:
        do(case, at)
