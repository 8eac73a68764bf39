"""What the person says, and the end of the record, reach at once what an office already has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from cauce.cases.actions import record_consent, withdraw_consent
from cauce.cases.models import Case, Consent
from cauce.custody.journal.door import Entry, act, effect
from cauce.rules.binational import OPEN, PURPOSE
from cauce.rules.permissions import SYSTEM, Actor

from ..facts import still_carried
from ..models import Petition
from .asking import take_back


def _follow(case: Case, by: str) -> int:
    """Withdraw what her last word no longer carries; how many."""
    now = timezone.now()
    rows = Petition.objects.filter(case=case, state__in=sorted(OPEN), basis="consent")
    lost = [one for one in rows.select_related("case", "partner") if not still_carried(one, now)]
    return sum(take_back(one, side="system", by=by, at=now) for one in lost)


@act("petition.withdraw_consent", requires="case.work", on="case")
def withdraw_consent_there(
    *, actor: Actor, entry: Entry, case: Case, consent: Consent, at: dt.datetime
) -> int:
    """Withdraw a yes to an office and what rests on it; how many petitions. Raises ``BadInput``."""
    withdraw_consent(actor=actor, case=case, consent=consent, at=at)
    count = _follow(case, actor.user)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(petitions=count)
    return count


@act("petition.record_consent", requires="case.work", on="case")
def record_consent_there(*, actor: Actor, entry: Entry, case: Case, recipient: str, **answer: Any) -> Consent:
    """Record an answer about one office; a no, or a yes to less, withdraws what it no longer carries.
    ``answer``: what ``record_consent`` takes."""
    made = record_consent(actor=actor, case=case, purpose=PURPOSE, recipient=recipient, **answer)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(petitions=_follow(case, actor.user))
    return made


@effect
def forget_petitions(case: Case, at: dt.datetime) -> None:
    """The record ends: what an office still has is taken back, and no word of a reason or an answer stays.

    Codes and days stay for the numbers.
    """
    for row in Petition.objects.filter(case=case, state__in=sorted(OPEN)).select_related(
        "case__post", "partner"
    ):
        take_back(row, side="system", by=SYSTEM.user, at=at)
    Petition.objects.filter(case=case).update(why=None, note=None)
