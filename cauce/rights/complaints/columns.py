"""The sealed columns of complaints, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .models import Complaint, Word
from .sealing import named_context, told_context, word_context


def _complaints(key_id: UUID) -> Iterable[Any]:
    return Complaint.objects.filter(key_id=key_id)


def _words(key_id: UUID) -> Iterable[Any]:
    return Word.objects.select_related("complaint").filter(complaint__key_id=key_id)


COLUMNS = (
    Column("complaints.Complaint", "sealed", _complaints, told_context),
    Column("complaints.Complaint", "named", _complaints, named_context),
    Column("complaints.Word", "sealed", _words, word_context),
)
