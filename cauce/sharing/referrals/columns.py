"""The sealed columns of referrals and transfers, for who renews a key: each row has one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .facts import envelope_context, note_context, shared_context
from .models import Envelope, Referral, Transfer

COLUMNS = (
    Column("referrals.Referral", "shared", lambda key_id: Referral.objects.filter(id=key_id), shared_context),
    Column(
        "referrals.Envelope",
        "shared",
        lambda key_id: Envelope.objects.filter(id=key_id),
        envelope_context,
    ),
    Column("referrals.Transfer", "note", lambda key_id: Transfer.objects.filter(id=key_id), note_context),
)


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of the case of each referral or envelope whose key this is: it goes where the case goes."""
    ids = list(key_ids)
    rows = Referral.objects.filter(id__in=ids).select_related("case")
    inside = Envelope.objects.filter(id__in=ids).select_related("referral__case")
    found = {row.id: row.case.post_id for row in rows}
    return found | {row.id: row.referral.case.post_id for row in inside}


def keys_of_case(case_id: UUID) -> Iterable[UUID]:
    """The keys of the envelopes of a case: they go along when it goes to another post."""
    return Envelope.objects.filter(referral__case_id=case_id).values_list("id", flat=True)


def erased_keys(case_id: UUID) -> Iterable[UUID]:
    """The keys of the referrals and transfers of a case: they are destroyed with its record."""
    referrals = Referral.objects.filter(case_id=case_id).values_list("id", flat=True)
    return [*referrals, *Transfer.objects.filter(case_id=case_id).values_list("id", flat=True)]
