"""What is due about aid: approved by a post whose case left it, or handed over and not accounted for."""

from __future__ import annotations

import datetime as dt

from cauce.aid import access
from cauce.aid.actions import chase_aid, lapse_aid
from cauce.custody.features import Each
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.access import once


def aids_lapsed(at: dt.datetime, each: Each) -> int:
    """Approved by a post whose case is now another's: it goes back to the budget it came from."""
    return each(access.to_lapse(), lambda row: int(lapse_aid(actor=SYSTEM, aid=row, at=at)))


def aids_chased(at: dt.datetime, each: Each) -> int:
    """Money handed over that nobody accounted for in time: said once."""
    return each(access.late(at), once("aid_open", lambda row: chase_aid(actor=SYSTEM, aid=row, at=at)))
