"""A sealed envelope as it is made: referred, asked, agreed to, prepared."""

from __future__ import annotations

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.sharing.referrals import actions as referrals
from tests.cast import shelter


def enveloped(cast, case, told: str):
    """An envelope for counsel with data of identity, agreed to, that waits for a second person."""
    ines, now = cast.ines.actor, timezone.now()
    service = shelter(cast.counsel, f"Bufete Ceiba {case.post_id} (ejemplo)", kind="legal")
    to = {"recipient": str(service.organization_id), "given": True, "at": now}
    cases.record_consent(
        actor=ines,
        case=case,
        purpose="referral",
        terms=cases.ConsentTerms(("needs",)),
        **to,
    )
    cases.record_consent(
        actor=ines,
        case=case,
        purpose="papers",
        terms=cases.ConsentTerms(("passport",)),
        **to,
    )
    made = referrals.send(
        actor=ines,
        case=case,
        asked=referrals.Asked(service=service, shared={"needs": "defensa"}),
        sought=referrals.Sought(need="legal", priority="normal"),
        at=now,
    )
    return referrals.prepare_envelope(actor=ines, referral=made, held={"passport": told}, at=now)
