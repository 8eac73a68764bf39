"""The part of the loop that looks after families: what waits too long is said once, what was refused goes."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import DatabaseError

from cauce.content.errors import Bilingual
from cauce.custody.features import Each
from cauce.family.reunification import access_board
from cauce.family.reunification.actions import chase_family, forget_refused
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices import access as notices

log = logging.getLogger("cauce")


def families_recalled(at: dt.datetime, each: Each) -> int:
    """How many reminders were made."""
    done = 0
    for one in access_board.to_remind(at):
        if notices.exists(one.key):
            continue
        try:
            chase_family(actor=SYSTEM, reunion=one.reunion, why=one.why, key=one.key, at=at)
            done += 1
        except (Bilingual, DatabaseError) as error:
            log.error("tick family %s %s", one.reunion.pk, type(error).__name__)
    return done


def families_forgotten(at: dt.datetime, each: Each) -> int:
    """How many families were forgotten."""
    done = 0
    for row in access_board.to_forget():
        try:
            forget_refused(actor=SYSTEM, reunion=row, at=at)
            done += 1
        except (Bilingual, DatabaseError) as error:
            log.error("tick family %s %s", row.pk, type(error).__name__)
    return done
