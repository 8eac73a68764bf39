"""What is sealed of a telephone and of what arrives, and how it is opened again."""

from __future__ import annotations

import base64
from typing import Any

from cauce.custody.keystore import File, mark

from .models import Arrival, Attachment, Device


def close_private(device: Device, private: bytes) -> bytes:
    """The private key of a telephone's forms, sealed."""
    return Device.sealed_private.seal(device, base64.b64encode(private).decode())


def open_private(device: Device) -> bytes:
    """The private key of a telephone's forms. Raises ``KeyGone`` or ``KeystoreDown``."""
    return base64.b64decode(Device.sealed_private.open(device))


def close_raw(arrival: Arrival, data: bytes) -> bytes:
    """The form as it came, sealed in pieces."""
    return Arrival.sealed_raw.seal(arrival, File("", "", data))


def open_raw(arrival: Arrival) -> bytes:
    """The form as it came."""
    return _file(Arrival.sealed_raw.open(arrival)).data


def _file(opened: File | str, name: str = "") -> File:
    # Text: sealed before files went in pieces; its name stood beside it.
    return opened if isinstance(opened, File) else File(name, "", base64.b64decode(opened))


def attach(arrival: Arrival, name: str, data: bytes) -> Attachment:
    """A row for a file, not saved: its name is inside, and beside it only a mark of it."""
    row = Attachment(arrival=arrival, name=mark(arrival.key_id, "attachment", name), size=len(data))
    row.sealed = Attachment.sealed.seal(row, File(name, "", data))
    return row


def close_content(arrival: Arrival, content: dict[str, Any]) -> bytes:
    """What a form says, sealed."""
    return Arrival.sealed.seal(arrival, content)


def open_content(arrival: Arrival) -> dict[str, Any]:
    """What a form says; empty when it could not be read, or was erased."""
    return dict(Arrival.sealed.open(arrival, empty={}, gone={}))


def files_of(arrival: Arrival) -> dict[str, bytes]:
    """Every file that came beside the form, by name."""
    rows = Attachment.objects.filter(arrival=arrival).select_related("arrival").order_by("id")
    opened = [_file(Attachment.sealed.open(row), row.name) for row in rows]
    return {file.name: file.data for file in opened}
