"""What several acts of economic aid share: movements of money, who is told, where a request stands."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from cauce.aid.rules.aid import STATES
from cauce.aid.rules.ledger import RECEIPT, after
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import effect
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from ..facts import ledger_now
from ..models import AidLine, AidRequest, Budget

bad_input = BadInputs(__file__)

WORKS = ("protection_officer", "protection_consul")
SUBJECT = "Tiene un pendiente / You have something to do"


def check_state(row: AidRequest, *states: str) -> None:
    """Raises ``BadInput`` when it stands elsewhere: somebody else was quicker."""
    if row.state not in states:
        now = STATES[row.state]
        raise bad_input("this_request_has_changed", es=now.es.lower(), en=now.en.lower())


@effect
def move(
    budget: Budget,
    kind: str,
    amount: Decimal,
    *,
    on: dt.date,
    at: dt.datetime,
    by: str,
    request: AidRequest | None = None,
    said: Any = None,
) -> AidLine:
    """Write one line once the budget is locked and the ledger allows it. Raises ``BadInput``."""
    budget.hold()
    if kind != RECEIPT:
        after(ledger_now(budget), kind, amount)
    rows = AidLine.objects.everywhere("numbers").filter(budget=budget)
    line = AidLine(
        id=uuid.uuid4(),
        budget=budget,
        request=request,
        number=rows.count() + 1,
        kind=kind,
        amount=amount,
        on=on,
        at=at,
        by=by,
    )
    if request is not None and said:
        line.sealed = AidLine.sealed.seal(line, said)
    line.save(force_insert=True)
    return line


@effect
def tell(row: AidRequest, key: str, users: Iterable[User], body: str, at: dt.datetime) -> None:
    """A neutral message to each but a party; kept in the outbox even where nobody is left. ``key``: what it
    is."""
    queue_each(users, key=f"{key}:{row.id}", about=row.case_id, subject=SUBJECT, body=body, at=at, kept=True)


def approvers(row: AidRequest) -> list[User]:
    """Who may decide it today, but whoever asked and whoever is a party to its case."""
    role = row.kind.approver if row.kind else ""
    if role == "headquarters":
        found = offices.open_to(offices.holders(role), row.case_id)
    else:
        found = offices.staff(row.case.post_id, role, case=row.case_id)
    return [one for one in found if str(one.id) not in (row.asked_by, row.priced_by)]


def asker(row: AidRequest) -> list[User]:
    """Whoever asked, if still at the post; else whoever works on cases there."""
    users = offices.staff(row.case.post_id, *WORKS, case=row.case_id)
    asked = [user for user in users if str(user.id) == row.asked_by]
    return asked or users
