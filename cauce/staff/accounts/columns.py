"""The sealed column of the apps that make codes, for who renews a key: each has one of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cauce.custody.keystore.columns import Column

from .models import App
from .proofs import SEALED


def _apps(key_id: UUID) -> Iterable[Any]:
    return App.objects.filter(id=key_id)


COLUMNS = (Column("accounts.App", "secret", _apps, lambda row: SEALED.format(row.id)),)
