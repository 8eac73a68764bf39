"""What is due about the numbers of other registers: an account that typed several of other posts' cases."""

from __future__ import annotations

import datetime as dt

from cauce.cases import access_registers as access
from cauce.cases.actions import tell_taken
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM


def numbers_told(at: dt.datetime, each: Each) -> int:
    """Of how many accounts headquarters was told."""
    return each(
        access.to_tell(at),
        lambda one: int(tell_taken(actor=SYSTEM, who=one[0], post=one[1], at=at) > 0),
    )
