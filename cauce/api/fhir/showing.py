"""Rows of referrals as what goes to a system: codes alone, and of her data what her consent carries."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from cauce.protocol.editions.access import current_edition
from cauce.sharing.machines.models import Report
from cauce.sharing.referrals import access
from cauce.sharing.referrals.models import Referral
from cauce.standards.fhir.referrals import Names, Said, Sent, coded


def names() -> Names:
    return Names(settings.ID_NAMESPACE)


def sent_of(referral: Referral, report: Report | None, shared: dict[str, Any] | None = None) -> Sent:
    """A referral (already looked up). ``shared`` None: where it stands, and nothing of her."""
    steps = access.steps_of(referral)
    said = Said()
    if report is not None:
        said = Said(
            report.machine.namespace,
            report.external_id,
            report.started_on,
            report.ended_on,
            report.free_places,
            report.at,
        )
    return Sent(
        id=referral.id,
        state=referral.state,
        need=referral.need,
        priority=referral.priority if access.tells_how_soon(referral, shared) else "",
        post=referral.case.post_id,
        partner=referral.partner_id,
        sent_at=referral.sent_at,
        changed_at=max(step.at for step in steps),
        steps=len(steps),
        due_at=referral.due_at,
        rejection=referral.rejection,
        said=said,
        coded=coded(shared or {}, current_edition().catalogues["languages"]),
    )
