"""The sealed columns of referrals and transfers, for who renews a key: each row has one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from cauce.keystore.columns import Column, register

from .facts import note_context, shared_context
from .models import Referral, Transfer


def register_columns() -> None:
    register(
        Column("referrals.Referral", "shared",
               lambda key_id: Referral.objects.filter(id=key_id), shared_context)
    )  # fmt: skip
    register(
        Column("referrals.Transfer", "note",
               lambda key_id: Transfer.objects.filter(id=key_id), note_context)
    )  # fmt: skip


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of the case of each referral whose key this is: it goes where the case goes."""
    rows = Referral.objects.filter(id__in=list(key_ids)).select_related("case")
    return {row.id: row.case.post_id for row in rows}
