"""What joins rows is destroyed when its period is over; the facts, and what was published, stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import shred
from cauce.rules.permissions import Actor

from ..models import KeptUnits, Merge, Period, Seed

bad_input = BadInputs(__file__)


def _check_over(period: int, at: dt.datetime) -> None:
    # Somebody who came in December is still being helped in the year that follows.
    if at.year < period + 2:
        raise bad_input(
            "what_began_in_period_is_still_followed", where="period", period=period, period_2=period + 2
        )


@act("merge.destroy", requires="merge.destroy")
def destroy_merges(*, actor: Actor, entry: Entry, period: int, at: dt.datetime) -> int:
    """Nothing says any more who of a period met two posts; how many rows there were.

    Figures asked anew count them apart from then on; frozen editions stay. Raises ``BadInput`` while
    the period is still followed.
    """
    _check_over(period, at)
    count = _forget([period])
    note("merges", period)
    entry.about("period", period)
    entry.detail(merges=count)
    return count


@again("merges")
def _destroy_merges_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return _forget(ids)


def _forget(periods: Iterable[int | str]) -> int:
    KeptUnits.objects.all().delete()  # the two are one unit in it
    return Merge.objects.filter(period__in=periods).delete()[0]


@act("period.destroy", requires="merge.destroy")
def destroy_period(*, actor: Actor, entry: Entry, period: int, at: dt.datetime) -> None:
    """The secret of a period goes: from then on nothing leads from any case to its facts.

    Raises ``BadInput`` while the period is still followed, or when it has no secret.
    """
    _check_over(period, at)
    row = Period.objects.select_for_update().filter(year=period).first()
    if row is None:
        raise bad_input("there_are_no_keys_of_period", where="period", period=period)
    entry.about("period", period)
    _destroy(row, at)


@again("period")
def _destroy_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = list(Period.objects.filter(year__in=ids, destroyed_at=None))
    for row in rows:
        _destroy(row, at)
    return len(rows)


def _destroy(row: Period, at: dt.datetime) -> None:
    Seed.objects.filter(period=row.year).delete()
    row.destroyed_at = row.destroyed_at or at
    row.save(update_fields=["destroyed_at"])
    note("period", row.year)
    shred(row.key_id)
