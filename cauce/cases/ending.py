"""What ends at once when nobody of the post works on a case any more: parts that stand above it say so.

A feature above the cases names its effect (``ends_with_case`` in its ``feature.py``). It runs inside the act
that closes, seals, blocks, erases or hands over the case, so that none of it is left for a moment.
"""

from __future__ import annotations

import datetime as dt

from cauce.custody.features import asked

from .models import Case


def end_along(case: Case, at: dt.datetime) -> None:
    """Everything that ends with the work on a case; part of the act that ends it."""
    for _, end in asked("ends_with_case"):
        end(case, at)
