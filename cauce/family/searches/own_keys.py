"""The keys of messages and searches: of whose post each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from .models import Request, Search


def posts_of_keys(key_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The post of each message or search whose key this is."""
    wanted = list(key_ids)
    found = dict(Request.objects.filter(id__in=wanted).values_list("id", "post_id"))
    return found | dict(Search.objects.filter(id__in=wanted).values_list("id", "post_id"))
