"""What the seals of this part are bound to, and how they are opened."""

from __future__ import annotations

from typing import Any

from cauce.keystore import seal, unseal

from .models import Annotation, BreachRecord, DataRequest, LegalHold


def close_asked(one: DataRequest, text: str) -> bytes:
    return seal(one.case.key_id, f"rights.request|{one.id}|asked|1", text)


def asked(one: DataRequest) -> str:
    return unseal(one.case.key_id, f"rights.request|{one.id}|asked|1", one.asked)


def close_said(one: DataRequest, text: str) -> bytes:
    return seal(one.case.key_id, f"rights.request|{one.id}|said|1", text)


def said(one: DataRequest) -> str:
    """The answer; "" when there is none yet."""
    if not one.said:
        return ""
    return unseal(one.case.key_id, f"rights.request|{one.id}|said|1", one.said)


def close_annotation(one: Annotation, content: dict[str, str]) -> bytes:
    return seal(one.case.key_id, f"rights.annotation|{one.id}|note|1", content)


def annotation(one: Annotation) -> dict[str, str]:
    return unseal(one.case.key_id, f"rights.annotation|{one.id}|note|1", one.sealed)


def close_hold(one: LegalHold, text: str) -> bytes:
    return seal(one.case.key_id, f"rights.hold|{one.id}|reason|1", text)


def hold_reason(one: LegalHold) -> str:
    return unseal(one.case.key_id, f"rights.hold|{one.id}|reason|1", one.reason)


def close_breach(one: BreachRecord, content: dict[str, Any]) -> bytes:
    return seal(one.key_id, f"rights.breach|{one.id}|record|1", content)


def breach(one: BreachRecord) -> dict[str, Any]:
    return unseal(one.key_id, f"rights.breach|{one.id}|record|1", one.sealed)
