"""The loop over who asks for whom: whom a message may be for, what is over, which search is due."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import DatabaseError

from cauce.content.errors import Bilingual
from cauce.custody.features import Each
from cauce.family.searches import access, access_passing
from cauce.family.searches.actions import chase_search, end_days, look_for, tell_often
from cauce.rules.permissions import SYSTEM

log = logging.getLogger("cauce")


def messages_over(at: dt.datetime, each: Each) -> int:
    """How many messages were over."""
    return each(access_passing.over(at), lambda row: int(end_days(actor=SYSTEM, request=row, at=at)))


def searches_recalled(at: dt.datetime, each: Each) -> int:
    """How many searches were recalled."""
    return each(access.due(at), lambda row: int(chase_search(actor=SYSTEM, search=row, at=at)))


def messages_looked_for(at: dt.datetime, each: Each) -> int:
    """How many messages were looked for, never how many were found: a log is read by others."""
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
