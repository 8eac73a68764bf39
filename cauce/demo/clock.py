"""What happened before the present is told by the program's own acts, under the clock of its instant.

An act that stands for a decision asks the clock itself, so that nobody can date it otherwise: only the
demonstration, which is invented as a whole, sets that clock back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def standing_at(instant: dt.datetime) -> Iterator[None]:
    """The program's clock stands at an instant; nothing else may run in this process meanwhile."""
    usual = timezone.now
    timezone.now = lambda: instant
    try:
        yield
    finally:
        timezone.now = usual
