"""The keys of referrals and envelopes, which go where the case goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from .models import Envelope, Referral, Transfer


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
