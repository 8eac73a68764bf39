"""A case opened by mistake → nothing of it counts from then on."""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.models import Entry
from cauce.intake.screenings.models import Encounter

from ..models import Fact
from ..models.fact import VOIDED
from .collecting import Collecting, _case, reads


@reads("case.void")
def _voided(entry: Entry, gather: Collecting) -> None:
    """It was opened by mistake: from when it was known, nothing of it counts (``reading.rows``), and what
    a tally had counted as due is taken off it."""
    case = _case(entry.about_id)
    if case is None:
        return
    keys = gather.whose(case)
    # The turn at a window was real, whatever was opened from it.
    contact = "" if Encounter.objects.filter(case=case).exists() else keys.item("contact", "")
    gather.facts.append(
        Fact(
            kind=VOIDED,
            period=keys.period,
            subject=keys.subject,
            item=contact,
            post=entry.chain,
            happened_on=gather.day(entry.chain, entry.at),
            known_at=entry.at,
        )
    )
    for action, due in entry.detail.get("due", ()):
        on = dt.date.fromisoformat(due)
        told = Fact.objects.filter(kind="obligation_due", post=entry.chain, code=action, happened_on=on)
        if told.filter(known_at__lte=entry.at).exists():
            gather.facts.append(
                Fact(
                    kind="obligation_due",
                    period=on.year,
                    post=entry.chain,
                    code=action,
                    happened_on=on,
                    known_at=entry.at,
                    number=-1,
                )
            )
