"""What is sealed of a telephone and of what arrives, and how it is opened again."""

from __future__ import annotations

import base64
from typing import Any

from cauce.custody.keystore import File, KeyGone, is_file, mark, open_file, seal, seal_file, unseal

from .models import Arrival, Attachment, Device


def part_context(arrival: Arrival, part: str) -> str:
    """What the seal of a part of an arrival is bound to."""
    return f"collection.arrival|{arrival.id}|{part}|1"


def file_context(row: Attachment) -> str:
    """What the seal of a file beside a form is bound to; its row's name is a mark, or of before."""
    return part_context(row.arrival, f"file:{row.name}")


def device_context(device: Device) -> str:
    return f"collection.device|{device.id}|private|1"


def close_private(device: Device, private: bytes) -> bytes:
    """The private key of a telephone's forms, sealed."""
    return seal(device.key_id, device_context(device), base64.b64encode(private).decode())


def open_private(device: Device) -> bytes:
    """The private key of a telephone's forms. Raises ``KeyGone`` or ``KeystoreDown``."""
    return base64.b64decode(unseal(device.key_id, device_context(device), device.sealed_private))


def close_raw(arrival: Arrival, data: bytes) -> bytes:
    """The form as it came, sealed in pieces."""
    return seal_file(arrival.key_id, part_context(arrival, "raw"), File("", "", data))


def open_raw(arrival: Arrival) -> bytes:
    """The form as it came."""
    return _opened(arrival, part_context(arrival, "raw"), arrival.sealed_raw).data


def _opened(arrival: Arrival, context: str, sealed: bytes, name: str = "") -> File:
    if is_file(sealed):
        return open_file(arrival.key_id, context, sealed)
    # Sealed before files went in pieces; its name stood beside it.
    return File(name, "", base64.b64decode(unseal(arrival.key_id, context, sealed)))


def attach(arrival: Arrival, name: str, data: bytes) -> Attachment:
    """A row for a file, not saved: its name is inside, and beside it only a mark of it."""
    row = Attachment(arrival=arrival, name=mark(arrival.key_id, "attachment", name), size=len(data))
    row.sealed = seal_file(arrival.key_id, file_context(row), File(name, "", data))
    return row


def close_content(arrival: Arrival, content: dict[str, Any]) -> bytes:
    """What a form says, sealed."""
    return seal(arrival.key_id, part_context(arrival, "content"), content)


def open_content(arrival: Arrival) -> dict[str, Any]:
    """What a form says; empty when it could not be read, or was erased."""
    if not arrival.sealed:
        return {}
    try:
        return dict(unseal(arrival.key_id, part_context(arrival, "content"), arrival.sealed))
    except KeyGone:
        return {}


def files_of(arrival: Arrival) -> dict[str, bytes]:
    """Every file that came beside the form, by name."""
    rows = Attachment.objects.filter(arrival=arrival).select_related("arrival").order_by("id")
    opened = [_opened(arrival, file_context(row), row.sealed, row.name) for row in rows]
    return {file.name: file.data for file in opened}
