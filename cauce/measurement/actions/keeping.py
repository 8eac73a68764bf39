"""Keeping the units of a definition, so that figures are read and not counted anew. By ``cauce tick``."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.models import Chain
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor

from ..facts import keeping, kept_sums
from ..models import Collected, KeptUnits


@act("figures.keep", requires="system.run")
def keep_units(*, actor: Actor, entry: Entry, indicator: str, at: dt.datetime) -> int:
    """Find the units of an indicator by its definition in force and keep them; how many."""
    # Nobody collects meanwhile: a fact that another process has numbered and not yet written would be missed.
    Collected.objects.bulk_create(
        [Collected(chain=name) for name in Chain.objects.values_list("name", flat=True)],
        ignore_conflicts=True,
    )
    list(Collected.objects.select_for_update().order_by("chain"))
    one = current_edition(at).indicators[indicator]
    if one.unit in keeping.ADDED:
        rows = [kept_sums.made(one, at)]
    else:
        rows = [keeping.made(one, step, at) for step in keeping.every_step(one)]
    KeptUnits.objects.filter(indicator=indicator).delete()
    KeptUnits.objects.bulk_create(rows)
    count = sum(row.units for row in rows)
    entry.about("figures", indicator)
    entry.detail(units=count)
    return count
