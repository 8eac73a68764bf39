"""The sealed column of addresses that are told, for who renews a key: each has one of its own."""

from __future__ import annotations

from cauce.custody.keystore.columns import Column

from .models import Hook

SEALED = "machines.hook|{}|secret|1"


COLUMNS = (
    Column(
        "machines.Hook",
        "secret",
        lambda key_id: Hook.objects.filter(id=key_id),
        lambda row: SEALED.format(row.id),
    ),
)
