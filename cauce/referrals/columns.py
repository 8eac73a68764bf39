"""The sealed column of referrals, for who renews a key: each has a key of its own."""

from __future__ import annotations

from cauce.keystore.columns import Column, register

from .facts import shared_context
from .models import Referral


def register_columns() -> None:
    register(
        Column("referrals.Referral", "shared",
               lambda key_id: Referral.objects.filter(id=key_id), shared_context)
    )  # fmt: skip
