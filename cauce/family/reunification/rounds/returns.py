"""What is due about returns: those that are over, ready, late, or about whom nobody heard.

What is over goes first: nobody is reminded of what no longer is, and nothing stays shared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cauce.custody.features import Each
from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import (
    lapse_return,
    mark_ready,
    tell_late,
    tell_silence,
    unshare_return,
)
from cauce.rules.permissions import SYSTEM


def _by(act: Any, at: dt.datetime) -> Callable[[Any], int]:
    return lambda trip: int(act(actor=SYSTEM, trip=trip, at=at))


def returns_over(at: dt.datetime, each: Each) -> int:
    """How many ended because nothing carries them any more."""
    return each(access.over(), _by(lapse_return, at))


def returns_unshared(at: dt.datetime, each: Each) -> int:
    """How many are shared no longer."""
    return each(access.unshared(at), _by(unshare_return, at))


def returns_ready(at: dt.datetime, each: Each) -> int:
    """Of how many the last form was finished elsewhere."""
    return each(access.almost_ready(), _by(mark_ready, at))


def returns_late(at: dt.datetime, each: Each) -> int:
    """How many arrivals nobody confirmed in time."""
    return each(access.late(at), _by(tell_late, at))


def returns_silent(at: dt.datetime, each: Each) -> int:
    """About how many nobody heard after they arrived."""
    return each(access.silent(at), _by(tell_silence, at))
