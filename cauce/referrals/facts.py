"""What of a case goes to a receiver: only the fields consented to, from what is known."""

from __future__ import annotations

from typing import Any

from cauce.keystore import KeyGone, unseal

from .models import Referral


def shared_context(referral: Referral) -> str:
    return f"referrals.referral|{referral.id}|shared|1"


def shared_of(referral: Referral) -> dict[str, Any]:
    """The shared fields and their values; empty once withdrawn, expired or destroyed."""
    if referral.shared is None:
        return {}
    try:
        return unseal(referral.id, shared_context(referral), referral.shared)
    except KeyGone:
        return {}
