"""What is sealed of a telephone and of what arrives, and how it is opened again."""

from __future__ import annotations

import base64
from typing import Any

from cauce.keystore import KeyGone, seal, unseal

from .models import Arrival, Attachment, Device


def _of(arrival: Arrival, part: str) -> str:
    return f"collection.arrival|{arrival.id}|{part}|1"


def close_private(device: Device, private: bytes) -> bytes:
    """The private key of a telephone's forms, sealed."""
    context = f"collection.device|{device.id}|private|1"
    return seal(device.key_id, context, base64.b64encode(private).decode())


def open_private(device: Device) -> bytes:
    """The private key of a telephone's forms. Raises ``KeyGone`` or ``KeystoreDown``."""
    context = f"collection.device|{device.id}|private|1"
    return base64.b64decode(unseal(device.key_id, context, device.sealed_private))


def close_bytes(arrival: Arrival, part: str, data: bytes) -> bytes:
    """A file of an arrival, sealed."""
    return seal(arrival.key_id, _of(arrival, part), base64.b64encode(data).decode())


def open_bytes(arrival: Arrival, part: str, sealed: bytes) -> bytes:
    """A file of an arrival as it came."""
    return base64.b64decode(unseal(arrival.key_id, _of(arrival, part), sealed))


def close_content(arrival: Arrival, content: dict[str, Any]) -> bytes:
    """What a form says, sealed."""
    return seal(arrival.key_id, _of(arrival, "content"), content)


def open_content(arrival: Arrival) -> dict[str, Any]:
    """What a form says; empty when it could not be read, or was erased."""
    if not arrival.sealed:
        return {}
    try:
        return dict(unseal(arrival.key_id, _of(arrival, "content"), arrival.sealed))
    except KeyGone:
        return {}


def files_of(arrival: Arrival) -> dict[str, bytes]:
    """Every file that came beside the form, by name."""
    rows = Attachment.objects.filter(arrival=arrival).order_by("id")
    return {row.name: open_bytes(arrival, f"file:{row.name}", row.sealed) for row in rows}
