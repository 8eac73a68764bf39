"""The sealed columns of what leaves without consent, for who renews the key of a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.keystore.columns import Column, register

from .contexts import demand_context, disclosure_context
from .models import Demand, Disclosure


def _demands(key_id: UUID) -> Iterable[Any]:
    return Demand.objects.filter(case__key_id=key_id)


def _disclosures(key_id: UUID) -> Iterable[Any]:
    return Disclosure.objects.filter(case__key_id=key_id)


def register_columns() -> None:
    register(
        Column("disclosures.Demand", "sealed", _demands, demand_context),
        Column("disclosures.Disclosure", "sealed", _disclosures, disclosure_context),
    )
