"""What is due about sheets on paper: kits that were used and that nobody entered."""

from __future__ import annotations

import datetime as dt

from cauce.custody.features import Each
from cauce.intake.kits import access
from cauce.intake.kits.actions import chase
from cauce.rules.permissions import SYSTEM


def kits_chased(at: dt.datetime, each: Each) -> int:
    """Used kits that wait longer than they should, said aloud; how many."""
    return each(access.late(at), lambda kit: int(chase(actor=SYSTEM, kit=kit, at=at) > 0))
