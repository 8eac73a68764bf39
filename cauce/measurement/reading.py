"""Facts as the rules read them: rows, profiles and who is the same person, as known at an instant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from cauce.rules.indicators import Row
from cauce.rules.indicators.model import PROFILE, Key

from .models import Fact, Merge, Profile

COLUMNS = (
    "period", "kind", "subject", "item", "group", "post", "channel", "code", "happened_on", "number",
)  # fmt: skip
AT_ONCE = 20_000


def rows(kinds: Iterable[str], until: dt.date, known: dt.datetime) -> Iterator[Row]:
    """Facts of these kinds before a day, as they were known then, in the order they were written."""
    found = (
        Fact.objects.filter(kind__in=sorted(kinds), happened_on__lt=until, known_at__lte=known)
        .order_by("id").values_list(*COLUMNS)
    )  # fmt: skip
    return map(Row._make, found.iterator(chunk_size=AT_ONCE))


def asks_profile(by: Sequence[str]) -> bool:
    return any(name in PROFILE for name in by)


def profiles(known: dt.datetime) -> dict[Key, tuple[str, ...]]:
    """The latest profile of each subject that was known then."""
    found = (
        Profile.objects.filter(known_at__lte=known).order_by("known_at", "id")
        .values_list("period", "subject", *PROFILE)
    )  # fmt: skip
    return {(row[0], row[1]): row[2:] for row in found.iterator(chunk_size=AT_ONCE)}


def same(known: dt.datetime) -> dict[Key, str]:
    """Which subject stands for each that was merged by then; chains are followed to their end."""
    to = {
        (period, one): other
        for period, one, other in Merge.objects.filter(known_at__lte=known)
        .values_list("period", "from_key", "to_key")
    }  # fmt: skip
    found: dict[Key, str] = {}
    for period, one in to:
        seen, last = {one}, to[period, one]
        while (period, last) in to and last not in seen:
            seen.add(last)
            last = to[period, last]
        found[period, one] = last
    return found


def any_invented(known: dt.datetime) -> bool:
    """Whether rows of the demonstration are among what was known then."""
    return Fact.objects.filter(invented=True, known_at__lte=known).exists()
