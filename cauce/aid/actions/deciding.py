"""Another person decides an aid: within the ceiling, with its evidence, and while there is budget."""

from __future__ import annotations

import datetime as dt

from cauce.aid.rules.aid import (
    APPROVED,
    ASKED,
    DECLINED,
    check_amount,
    check_approver,
    days_of,
    missing_evidence,
)
from cauce.aid.rules.ledger import COMMITTED
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices

from ..facts import kind_of, roles_at
from ..models import AidRequest, Budget
from ._shared import asker, check_state, move, tell

bad_input = BadInputs(__file__)


def _check_may(actor: Actor, row: AidRequest) -> None:
    check_state(row, ASKED)
    roles = roles_at(actor, row.case.post_id)
    check_approver(kind_of(row.kind), actor.user, roles, (row.asked_by, row.priced_by))


def _budget(row: AidRequest, on: dt.date) -> Budget:
    found = Budget.objects.filter(
        post=row.case.post, currency=row.kind.currency, starts_on__lte=on, ends_on__gte=on
    ).first()
    if found is None:
        raise bad_input("post_has_no_budget_in_currency", where="budget", currency=row.kind.currency)
    return found


def _check_evidence(row: AidRequest) -> None:
    missing = missing_evidence(kind_of(row.kind), row.evidence)
    if missing:
        names = {one.id: one.title for one in current_edition().catalogues["aid_evidence"]}
        raise BadInput(
            "Falta ver: " + ", ".join(names[one].es.lower() for one in missing) + ".",
            "Not seen yet: " + ", ".join(names[one].en.lower() for one in missing) + ".",
            where="evidence",
            cure_es="Quien lo pidió los marca cuando los tenga.",
            cure_en="Whoever asked ticks them once they are there.",
        )


@act("aid.approve", requires="aid.approve", on="aid")
def approve_aid(*, actor: Actor, entry: Entry, aid: AidRequest, at: dt.datetime) -> None:
    """Yes: the amount is set aside in the budget of the post. What holds is the day it was asked.

    Raises ``BadInput`` for whoever asked or has not the role of the type, for missing evidence, and
    with the figures when the budget does not reach.
    """
    _check_may(actor, aid)
    _check_evidence(aid)
    check_amount(kind_of(aid.kind), days_of(aid.starts_on, aid.ends_on), aid.amount)
    today = offices.day_at(aid.case.post, at)
    budget = _budget(aid, today)
    move(budget, COMMITTED, aid.amount, on=today, at=at, by=actor.user, request=aid)
    aid.budget, aid.state = budget, APPROVED
    aid.decided_by, aid.decided_at = actor.user, at
    aid.save()
    tell(
        aid,
        "aid_yes",
        asker(aid),
        "Una solicitud suya fue aprobada. / A request of yours was approved.",
        at,
    )
    entry.about("aid", aid.id, post=aid.case.post_id)
    entry.detail(case=str(aid.case_id), amount=str(aid.amount), currency=aid.kind.currency)


@act("aid.decline", requires="aid.approve", on="aid")
def decline_aid(*, actor: Actor, entry: Entry, aid: AidRequest, reason: str, at: dt.datetime) -> None:
    """No, with a reason of the catalogue; whoever asked is told. Raises ``Unknown``, ``BadInput``."""
    reasons = [one.id for one in current_edition().catalogues["aid_declines"]]
    if reason not in reasons:
        raise unknown("motivos", "reasons", reason, reasons)
    _check_may(actor, aid)
    aid.state, aid.declined = DECLINED, reason
    aid.decided_by, aid.decided_at = actor.user, at
    aid.save()
    tell(
        aid,
        "aid_no",
        asker(aid),
        "Una solicitud suya tuvo respuesta. / A request of yours was answered.",
        at,
    )
    entry.about("aid", aid.id, post=aid.case.post_id)
    entry.detail(case=str(aid.case_id), reason=reason)
