"""The loop over who asks for whom: whom a message may be for, what is over, which search is due."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.db import DatabaseError

from cauce.content.errors import Bilingual
from cauce.family.searches import access, access_passing
from cauce.family.searches.actions import chase_search, end_days, look_for, tell_often
from cauce.rules.permissions import SYSTEM

log = logging.getLogger("cauce")
Loop = Callable[..., int]


def searches(at: dt.datetime, each: Loop) -> dict[str, int]:
    """How many messages were over and looked for (never how many were found: a log is read by others),
    and how many searches recalled."""
    return {
        "messages_over": each(
            access_passing.over(at), lambda row: int(end_days(actor=SYSTEM, request=row, at=at))
        ),
        "messages_looked_for": _look(at),
        "searches_recalled": each(
            access.due(at), lambda row: int(chase_search(actor=SYSTEM, search=row, at=at))
        ),
    }


def _look(at: dt.datetime) -> int:
    try:
        found = access_passing.to_look(at)
        if found:
            look_for(actor=SYSTEM, found=found, at=at)
            for officer, post in access_passing.often(at):
                tell_often(actor=SYSTEM, officer=officer, post_code=post, at=at)
        return len(found)
    except (Bilingual, DatabaseError) as error:
        log.error("tick messages %s", type(error).__name__)
        return 0
