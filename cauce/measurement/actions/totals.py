"""Totals of partners come in, and go out of use; none is ever edited."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from cauce.custody.journal.door import Absent, Entry, act
from cauce.rules.permissions import Actor
from cauce.rules.totals import Total

from ..access_totals import key_of, standing_keys
from ..models import PartnerTotal


@act("totals.take", requires="totals.take")
def take_totals(
    *, actor: Actor, entry: Entry, totals: Sequence[Total], digest: str, at: dt.datetime
) -> list[Total]:
    """Keep totals that ``rules.totals`` let through; return those that were there already.

    ``digest``: SHA-256 of the file they came in. What stands is not overwritten: another value for
    the same total comes in once the old one is withdrawn.
    """
    batch, there = uuid.uuid4(), standing_keys()
    fresh, known = list[Total](), list[Total]()
    for one in totals:
        (known if key_of(one) in there else fresh).append(one)
    PartnerTotal.objects.bulk_create(
        PartnerTotal(
            batch=batch,
            line=one.line,
            organisation=one.organisation,
            since=one.since,
            last_day=one.last_day,
            definition=one.definition,
            unit=one.unit,
            place=one.place,
            breakdown=one.told,
            value=one.value,
            smallest=one.smallest,
            terms=one.terms,
            attested=one.attested,
            digest=digest,
            taken_by=actor.user,
            taken_at=at,
        )
        for one in fresh
    )
    entry.about("totals", batch)
    entry.detail(rows=len(fresh), known=len(known), sha256=digest)
    return known


@act("totals.withdraw", requires="totals.take")
def withdraw_totals(*, actor: Actor, entry: Entry, batch: uuid.UUID, at: dt.datetime) -> int:
    """Take the totals of one file out of use; they stay readable. Raises ``Absent``: none stands."""
    rows = PartnerTotal.objects.filter(batch=batch, withdrawn_at=None)
    gone = rows.update(withdrawn_by=actor.user, withdrawn_at=at)
    if not gone:
        raise Absent()
    entry.about("totals", batch)
    entry.detail(rows=gone)
    return gone
