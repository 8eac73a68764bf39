"""One post beside the network: what the last closing kept of it, or counted anew where none did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from cauce.staff.offices import access as offices

from ...models import PostSums
from .own import Own, own

_sums = TypeAdapter(Own)


def rows_of(each: Iterable[Own]) -> list[PostSums]:
    """What a closing found of each post, as rows that are not saved yet."""
    return [PostSums(post_id=one.post, sums=_sums.dump_python(one, mode="json")) for one in each]


def own_of(post: str, at: dt.datetime) -> Own:
    """One post as the last closing kept it; where that did not know the post, or what is counted has another
    form since, as it is ``at`` that instant."""
    row = PostSums.objects.of_post(post).first()
    if row is not None:
        try:
            return _sums.validate_python(row.sums)
        except ValidationError:
            pass
    return own(post, at, offices.day_at(None, at))
