"""The sealed columns of telephones and of what arrives from them, for who renews a key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .models import Arrival, Attachment, Device
from .sealing import device_context, file_context, part_context


def _arrivals(key_id: UUID) -> Iterable[Any]:
    return Arrival.objects.filter(key_id=key_id)


COLUMNS = (
    Column(
        "collection.Device",
        "sealed_private",
        lambda key_id: Device.objects.filter(key_id=key_id),
        device_context,
    ),
    Column("collection.Arrival", "sealed_raw", _arrivals, lambda row: part_context(row, "raw")),
    Column("collection.Arrival", "sealed", _arrivals, lambda row: part_context(row, "content")),
    Column(
        "collection.Attachment",
        "sealed",
        lambda key_id: Attachment.objects.filter(arrival__key_id=key_id).select_related("arrival"),
        file_context,
    ),
)
