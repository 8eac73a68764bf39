"""The case went to another post: what was approved there and not handed over lapses with it."""

from __future__ import annotations

import datetime as dt

from cauce.aid.rules.aid import APPROVED, GIVEN, LAPSED
from cauce.aid.rules.ledger import RELEASED
from cauce.cases.access_told import attending
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..facts import balance_now
from ..models import AidRequest
from ._shared import WORKS, move, tell

ANEW = (
    "Algo que otro consulado había aprobado ya no está apartado; véalo y pídalo de nuevo. / "
    "Something another post had approved is no longer set aside; see it and ask anew."
)
BACK = (
    "Dinero apartado volvió al presupuesto del consulado. / Money that was set aside went back to "
    "the budget of the post."
)


@act("aid.lapse", requires="system.run", on="aid")
def lapse_aid(*, actor: Actor, entry: Entry, aid: AidRequest, at: dt.datetime) -> bool:
    """What was not handed over goes back to the budget it came from; both posts are told.

    What was handed over stays spent there; its receipts are noted by whoever has the case now.
    False: the case came back meanwhile, or nothing was left.
    """
    entry.about("aid", aid.id, post=aid.case.post_id)
    left = balance_now(aid).undelivered
    if aid.state not in (APPROVED, GIVEN) or aid.budget is None or not aid.went or not left:
        return False
    first = aid.budget.post
    move(aid.budget, RELEASED, left, on=offices.day_at(first, at), at=at, by=actor.user, request=aid)
    if aid.state == APPROVED:
        aid.state = LAPSED
        aid.save()
    tell(aid, "aid_lapsed", attending(aid.case, WORKS), ANEW, at)
    lead = offices.staff(first.code, "protection_consul", "head_of_post", case=aid.case_id)
    tell(aid, "aid_released", lead, BACK, at)
    entry.detail(case=str(aid.case_id), amount=str(left), currency=aid.budget.currency, origin=first.code)
    return True
