"""What is due about returns: those that are over, ready, late, or about whom nobody heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from cauce.family.reunification import access_returning as access
from cauce.family.reunification.actions import (
    lapse_return,
    mark_ready,
    tell_late,
    tell_silence,
    unshare_return,
)
from cauce.rules.permissions import SYSTEM


def returns(at: dt.datetime, each: Callable[..., int]) -> dict[str, int]:
    """Everything of returns that is due at this instant; how many of each were done."""

    def by(act: Any) -> Callable[[Any], int]:
        return lambda trip: int(act(actor=SYSTEM, trip=trip, at=at))

    # What is over first: nobody is reminded of what no longer is, and nothing stays shared.
    return {
        "returns_over": each(access.over(), by(lapse_return)),
        "returns_unshared": each(access.unshared(at), by(unshare_return)),
        "returns_ready": each(access.almost_ready(), by(mark_ready)),
        "returns_late": each(access.late(at), by(tell_late)),
        "returns_silent": each(access.silent(at), by(tell_silence)),
    }
