"""The only look-up of numbers of the network: what its last closing tells."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from cauce.custody.journal.door import check_may
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, Scope

from .closed import counted, names
from .facts import keeping
from .hiding import closing
from .hiding.closing import Closed, week_of
from .models import Fact, KeptUnits

NETWORK = "numbers.network"
FEW = 100_000  # facts: of fewer, figures are counted anew as quickly
NOBODYS = Scope(post="-")  # a post that nobody has: whoever counts at her own post sees that alone


def closed(actor: Actor, name: str) -> Closed:
    """A table as it was closed last; nothing in it: none was yet. Raises ``Absent``."""
    check_may(actor, counted(name).permission, NOBODYS)
    return closing.standing(name)


def to_close(at: dt.datetime) -> list[str]:
    """The tables that were not closed this week; for the loop."""
    return closing.due(names(), at)


def to_keep(at: dt.datetime) -> list[str]:
    """The indicators whose units are kept and were not yet this week; none while there are few facts. For the
    loop."""
    if (Fact.objects.aggregate(last=Max("id"))["last"] or 0) < FEW:
        return []
    rows = KeptUnits.objects.values_list("indicator", "step", "definition", "known")
    there = {tuple(key) for *key, known in rows if week_of(known) == week_of(at)}
    return [
        one.id
        for one in current_edition(at).indicators.values()
        if keeping.keepable(one)
        and any((one.id, step, keeping.digest(one)) not in there for step in keeping.every_step(one))
    ]
