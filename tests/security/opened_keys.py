"""The keys that must stay in the keystore, in the clear: to be looked for where they must not be."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from cauce.custody import keystore
from cauce.custody.keystore.store import wraps


def secrets_of(ids: list[UUID]) -> list[bytes]:
    """The root, and each of these keys with that of its post: as the store has them, and opened."""
    found = [Path(settings.KEYSTORE_ROOT).read_bytes()]
    with keystore.file.answering() as store:
        for wrap in [wrap for id in ids for wrap in wraps(store, id)]:
            found += [wrap.wrapped, wrap.kek.material, keystore.store.opened(wrap)]
    return found
