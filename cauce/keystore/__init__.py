"""Envelope encryption: one key per case, wrapped by the key of its post, in a store of its own.

The store is a SQLite file apart from the case database (``KEYSTORE_URL``), also beside PostgreSQL:
only then does deleting a key make the case unreadable (../shared/security/encryption.md, 4).
"""

from .aead import Sealed
from .envelope import Blob, seal, unseal, unseal_many
from .marks import mark
from .odk import Locked, Unopened, new_pair, unlock
from .store import KeyGone, KeystoreDown, create_key, create_keys, move_key, shred

__all__ = [
    "Blob", "KeyGone", "KeystoreDown", "Locked", "Sealed", "Unopened", "create_key", "create_keys",
    "mark", "move_key", "new_pair", "seal", "shred", "unlock", "unseal", "unseal_many",
]  # fmt: skip
