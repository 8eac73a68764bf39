"""The sealed column of sittings, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from cauce.custody.keystore.columns import Column

from .facts import sitting_context
from .models import Sitting


def _rows(key_id: UUID) -> Iterable[Any]:
    # Before keeping is agreed the answers lie under the key of the draft.
    return Sitting.objects.filter(Q(case__key_id=key_id) | Q(case__draft_key_id=key_id))


COLUMNS = (Column("screenings.Sitting", "sealed", _rows, sitting_context),)
