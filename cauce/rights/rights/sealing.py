"""What the seals of this part are bound to, and how they are closed and opened."""

from __future__ import annotations

from typing import Any

from cauce.custody.keystore import seal, unseal

from .models import Annotation, BreachRecord, DataRequest, LegalHold


def asked_context(one: DataRequest) -> str:
    return f"rights.request|{one.id}|asked|1"


def said_context(one: DataRequest) -> str:
    return f"rights.request|{one.id}|said|1"


def annotation_context(one: Annotation) -> str:
    return f"rights.annotation|{one.id}|note|1"


def hold_context(one: LegalHold) -> str:
    return f"rights.hold|{one.id}|reason|1"


def breach_context(one: BreachRecord) -> str:
    return f"rights.breach|{one.id}|record|1"


def close_asked(one: DataRequest, text: str) -> bytes:
    return seal(one.case.key_id, asked_context(one), text)


def asked(one: DataRequest) -> str:
    return unseal(one.case.key_id, asked_context(one), one.asked)


def close_said(one: DataRequest, text: str) -> bytes:
    return seal(one.case.key_id, said_context(one), text)


def said(one: DataRequest) -> str:
    """The answer; "" when there is none yet."""
    if not one.said:
        return ""
    return unseal(one.case.key_id, said_context(one), one.said)


def close_annotation(one: Annotation, content: dict[str, str]) -> bytes:
    return seal(one.case.key_id, annotation_context(one), content)


def annotation(one: Annotation) -> dict[str, str]:
    return unseal(one.case.key_id, annotation_context(one), one.sealed)


def close_hold(one: LegalHold, text: str) -> bytes:
    return seal(one.case.key_id, hold_context(one), text)


def hold_reason(one: LegalHold) -> str:
    return unseal(one.case.key_id, hold_context(one), one.reason)


def close_breach(one: BreachRecord, content: dict[str, Any]) -> bytes:
    return seal(one.key_id, breach_context(one), content)


def breach(one: BreachRecord) -> dict[str, Any]:
    return unseal(one.key_id, breach_context(one), one.sealed)
