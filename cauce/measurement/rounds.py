"""What the journal holds by now becomes facts, and days that are over are tallied."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import DatabaseError

from cauce.content.errors import Bilingual
from cauce.custody.features import Each
from cauce.measurement import access, access_closed
from cauce.measurement.actions import close_numbers, collect, follow_join, keep_units, take_tallies
from cauce.measurement.facts.reading import read_for_all
from cauce.rules.permissions import SYSTEM
from cauce.sharing.joins import access as joins

log = logging.getLogger("cauce")
CHAINS_A_ROUND = 12  # people who wait come first, however much there is to collect


def joins_counted(at: dt.datetime, each: Each) -> int:
    """How many joint files the figures followed."""
    return each(joins.to_count(), lambda row: int(follow_join(actor=SYSTEM, join=row, at=at)))


def facts_collected(at: dt.datetime, each: Each | None = None, *, chains: int = CHAINS_A_ROUND) -> int:
    """Collect from some chains, and tally; how many facts there were."""
    made = 0
    for chain in access.to_collect()[:chains]:
        try:
            made += collect(actor=SYSTEM, chain=chain, at=at)
        except (Bilingual, DatabaseError) as error:
            log.error("tick facts %s %s", chain, type(error).__name__)
    if days := access.to_tally(at):
        try:
            made += take_tallies(actor=SYSTEM, days=days, at=at)
        except (Bilingual, DatabaseError) as error:
            log.error("tick tally %s %s", days[0], type(error).__name__)
    return made


def numbers_closed(at: dt.datetime, each: Each) -> int:
    """How many tables of the network were closed for this week."""
    with read_for_all():
        return each(
            access_closed.to_close(at), lambda name: int(close_numbers(actor=SYSTEM, name=name, at=at) > 0)
        )


def units_kept(at: dt.datetime, each: Each) -> int:
    """Of how many indicators the units were found and kept."""
    return each(
        access_closed.to_keep(at), lambda name: int(keep_units(actor=SYSTEM, indicator=name, at=at) >= 0)
    )
