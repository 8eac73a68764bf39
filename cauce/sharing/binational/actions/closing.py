"""Closing a case ends what it asked of Mexico, in the same act: nothing is due afterwards, here or there.

An open petition does not block the closing: the answer of an office is in nobody's hand here, and a
record that may not be closed would stay open for the silence of somebody else. What is still needed
is a reason not to close; the page says first how many would end.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.actions import close_case
from cauce.cases.models import Case
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again
from cauce.rules.binational import OPEN
from cauce.rules.permissions import SYSTEM, Actor

from ..models import Petition
from ._shared import end, take_step
from .asking import take_back


@act("petition.close_case", requires="case.conclude", on="case")
def close_case_there(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime, **closing: Any) -> int:
    """Close a case and withdraw its open petitions; how many. What left is destroyed for each office,
    which is told the reference and nothing else. ``closing``: what ``close_case`` takes, and raises."""
    close_case(actor=actor, case=case, at=at, **closing)
    entry.about("case", case.id, post=case.post_id)
    ended = len(end_petitions(case, by=actor.user, at=at))
    entry.detail(petitions=ended)
    return ended


@again("petition")
def _end_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    """However it had ended: its office reads nothing of it any more."""
    rows = Petition.objects.filter(id__in=ids, state__in=sorted(OPEN)).select_related("case", "partner")
    found = [row for row in rows if take_step(row, "withdraw", side="system", by=SYSTEM.user, at=at)]
    for row in found:
        end(row, at)
    return len(found)


@effect
def end_petitions(case: Case, *, by: str, at: dt.datetime) -> list[Petition]:
    """Withdraw what a case still asks of Mexico; which were withdrawn."""
    rows = Petition.objects.filter(case=case, state__in=sorted(OPEN)).order_by("asked_at")
    return [
        one for one in rows.select_related("case", "partner") if take_back(one, side="post", by=by, at=at)
    ]
