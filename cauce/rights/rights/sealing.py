"""What the seals of this part are bound to, and how they are closed and opened."""

from __future__ import annotations

from typing import Any

from .models import Annotation, BreachRecord, DataRequest, LegalHold


def asked(one: DataRequest) -> str:
    return DataRequest.asked.open(one)


def said(one: DataRequest) -> str:
    """The answer; "" when there is none yet."""
    if not one.said:
        return ""
    return DataRequest.said.open(one)


def annotation(one: Annotation) -> dict[str, str]:
    return Annotation.sealed.open(one)


def hold_reason(one: LegalHold) -> str:
    return LegalHold.reason.open(one)


def breach(one: BreachRecord) -> dict[str, Any]:
    return BreachRecord.sealed.open(one)
