"""The sealed columns of what a person asks and how a record ends, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from cauce.keystore.columns import Column, register

from .models import Annotation, BreachRecord, DataRequest, LegalHold
from .sealing import (
    annotation_context,
    asked_context,
    breach_context,
    hold_context,
    said_context,
)


def _of_case(table: type[Model]):
    def rows(key_id: UUID) -> Iterable[Any]:
        return table.objects.filter(case__key_id=key_id)

    return rows


def _breaches(key_id: UUID) -> Iterable[Any]:
    return BreachRecord.objects.filter(key_id=key_id)


def register_columns() -> None:
    register(
        Column("rights.DataRequest", "asked", _of_case(DataRequest), asked_context),
        Column("rights.DataRequest", "said", _of_case(DataRequest), said_context),
        Column("rights.Annotation", "sealed", _of_case(Annotation), annotation_context),
        Column("rights.LegalHold", "reason", _of_case(LegalHold), hold_context),
        Column("rights.BreachRecord", "sealed", _breaches, breach_context),
    )
