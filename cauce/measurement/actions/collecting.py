"""Collecting facts from the journal, and the tallies of a day that is over. By ``cauce tick``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.models import Chain
from cauce.custody.journal.models import Entry as Stored
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import posts

from ..facts.collecting import Collecting, collected
from ..facts.profiling import profile_of
from ..facts.pseudonyms import forget_ended
from ..facts.readers import READERS
from ..facts.tallying import TALLY, tallies_of
from ..models import Collected, Profile

ROUND = 500  # entries read at a time: people who wait come first


@act("facts.collect", requires="system.run")
def collect(*, actor: Actor, entry: Entry, chain: str, at: dt.datetime) -> int:
    """Read one chain on from where it was left; how many facts it made.

    Twice, or by two at once, makes each fact once: the mark is locked, and moves with the facts.
    """
    mark, _ = Collected.objects.select_for_update().get_or_create(chain=chain)
    rows = Stored.objects.filter(chain=chain, number__gt=mark.number, kind="act", what__in=sorted(READERS))
    found = list(rows.order_by("number")[:ROUND])
    gather = Collecting({post.code: post for post in posts()})
    collected(iter(found), gather)
    write_many(gather.facts)
    write_many(_profiles(gather, at))
    forgotten = forget_ended()
    head = Chain.objects.filter(name=chain).values_list("length", flat=True).first() or 0
    # All that was there was read, or only so far.
    mark.number = max(mark.number, found[-1].number if len(found) == ROUND else head)
    mark.save(update_fields=["number"])
    entry.about("chain", chain)
    entry.detail(facts=len(gather.facts), up_to=mark.number, forgotten=forgotten)
    return len(gather.facts)


def _profiles(gather: Collecting, at: dt.datetime) -> list[Profile]:
    """A row for each subject of whom something else is known now than was written last."""
    made = []
    for case in gather.touched.values():
        keys = gather.whose(case)
        if not keys.subject:
            continue
        case.refresh_from_db()
        known = profile_of(case)
        rows = Profile.objects.filter(period=keys.period, subject=keys.subject)
        last = rows.order_by("-known_at", "-id").first()
        if last is None or any(getattr(last, name) != value for name, value in known.items()):
            made.append(Profile(period=keys.period, subject=keys.subject, known_at=at, **known))
    return made


@act("facts.tally", requires="system.run")
def take_tallies(*, actor: Actor, entry: Entry, days: Sequence[dt.date], at: dt.datetime) -> int:
    """Count what fell due on days that are over everywhere, and what there was; once for each day.

    ``days``: one or more that follow each other. The entry is about the last of them.
    """
    mark, _ = Collected.objects.select_for_update().get_or_create(chain=TALLY)
    new = [day for day in days if day.toordinal() > mark.number]
    made = list(tallies_of(new, at)) if new else []
    write_many(made)
    mark.number = max(mark.number, days[-1].toordinal())
    mark.save(update_fields=["number"])
    entry.about("tally", days[-1].isoformat())
    entry.detail(facts=len(made), days=len(days))
    return len(made)
