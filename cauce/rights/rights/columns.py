"""The sealed columns of what a person asks and how a record ends, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.cases.columns import of_case
from cauce.custody.keystore.columns import Column

from .models import Annotation, BreachRecord, DataRequest, LegalHold
from .sealing import (
    annotation_context,
    asked_context,
    breach_context,
    hold_context,
    said_context,
)


def _breaches(key_id: UUID) -> Iterable[Any]:
    return BreachRecord.objects.filter(key_id=key_id)


COLUMNS = (
    Column("rights.DataRequest", "asked", of_case(DataRequest), asked_context),
    Column("rights.DataRequest", "said", of_case(DataRequest), said_context),
    Column("rights.Annotation", "sealed", of_case(Annotation), annotation_context),
    Column("rights.LegalHold", "reason", of_case(LegalHold), hold_context),
    Column("rights.BreachRecord", "sealed", _breaches, breach_context),
)
