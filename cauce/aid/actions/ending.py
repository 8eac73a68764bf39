"""The file of a case was sealed: what waits is no longer asked, what was set aside goes back."""

from __future__ import annotations

import datetime as dt

from cauce.aid.rules.aid import APPROVED, ASKED, GIVEN, LAPSED, TAKEN_BACK, WAITS
from cauce.aid.rules.ledger import RELEASED
from cauce.cases.models import Case
from cauce.custody.journal.door import effect
from cauce.staff.offices import access as offices

from ..facts import balance_now
from ..models import AidRequest, Budget
from ._shared import move


@effect
def hold_budgets(case: Case) -> None:
    """Lock the money set aside for a case that is held; before anything is written to the journal."""
    waits = AidRequest.objects.filter(case=case, state__in=(APPROVED, GIVEN))
    for one in Budget.objects.filter(id__in=waits.values("budget_id")).order_by("id"):
        one.hold()


@effect
def end_aids(case: Case, *, by: str, at: dt.datetime) -> list[AidRequest]:
    """Every aid of the case that somebody could still be told of; nobody is told of any of them.

    What was handed over stays to be accounted for, by its receipts, by whoever reads the file.
    """
    rows = list(
        AidRequest.objects.filter(
            case=case, state__in=(WAITS, ASKED, APPROVED, GIVEN, LAPSED)
        ).select_related("budget__post", "case__post")
    )
    for aid in rows:
        if aid.state in (APPROVED, GIVEN) and aid.budget is not None:
            left, first = balance_now(aid).undelivered, aid.budget.post
            if left:
                move(
                    aid.budget,
                    RELEASED,
                    left,
                    on=offices.day_at(first, at),
                    at=at,
                    by=by,
                    request=aid,
                )
        if aid.state != GIVEN:
            aid.state = TAKEN_BACK
            aid.save()
    return rows
