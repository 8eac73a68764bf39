"""Envelope encryption: one key per case, wrapped by the key of its post, in a store of its own.

The store is a SQLite file apart from the case database (``KEYSTORE_URL``), also beside PostgreSQL:
only then does deleting a key make the case unreadable (docs/security/keys.md).
"""

from .chunks import File, is_file, open_file, seal_file
from .envelope import Blob, seal, unseal, unseal_many
from .errors import KeyGone, KeystoreDown, Sealed
from .file import KEYSTORE_BACKUP_DAYS
from .keyed_marks import mark, marks
from .moving import move_key, settle_key
from .odk import Locked, Unopened, new_pair, unlock
from .store import create_key, create_keys, shred, shred_many

__all__ = [
    "KEYSTORE_BACKUP_DAYS",
    "Blob",
    "File",
    "KeyGone",
    "KeystoreDown",
    "Locked",
    "Sealed",
    "Unopened",
    "create_key",
    "create_keys",
    "is_file",
    "mark",
    "marks",
    "move_key",
    "new_pair",
    "open_file",
    "seal",
    "seal_file",
    "settle_key",
    "shred",
    "shred_many",
    "unlock",
    "unseal",
    "unseal_many",
]
