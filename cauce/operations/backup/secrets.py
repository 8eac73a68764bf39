"""What opens the data: the keystore, its root, the journal's keys and the server's secret.

None of it is ever in the archive of the data.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings

from cauce.custody.keystore import KeystoreDown

from .copies import put

KEYSTORE = "keystore"
KEYSTORE_BACKUP_DAYS = 35  # how long the promise of a destroyed key waits for its last copy


def keystore_file() -> Path:
    """The file of the keystore. Raises ``KeystoreDown`` when it is not a file."""
    url = settings.KEYSTORE_URL
    if not url.startswith("sqlite:///"):
        raise KeystoreDown(
            "Este almacén de llaves no es un archivo; su copia se hace donde está.",
            "This keystore is not a file; its copy is made where it is.",
        )
    return Path(url.removeprefix("sqlite:///"))


def places() -> dict[str, Path]:
    """Every file or folder that opens something, by its name in the archive."""
    found = {
        "keystore.root": Path(settings.KEYSTORE_ROOT),
        "secret.key": Path(settings.VAR) / "secret.key",
    }
    for name, setting in (
        ("journal.keys", "JOURNAL_KEYS"),
        ("anchors", "JOURNAL_ANCHORS"),
        ("statistics.key", "STATISTICS_KEY"),
    ):
        if place := getattr(settings, setting, None):
            found[name] = Path(place)
    return found


def copy(folder: Path) -> set[bytes]:
    """Copy them into a folder; the ids of the keys that are there."""
    file = keystore_file()
    if not file.exists():
        raise KeystoreDown(
            "No está el almacén de llaves; no se hizo el respaldo.",
            "The keystore is not there; no backup was made.",
        )
    with contextlib.closing(sqlite3.connect(file, timeout=60)) as source:
        source.execute("VACUUM INTO ?", (str(folder / KEYSTORE),))
    for name, place in places().items():
        if place.is_dir():
            shutil.copytree(place, folder / name)
        elif place.exists():
            shutil.copyfile(place, folder / name)
    return keys_in(folder / KEYSTORE)


def keys_in(file: Path) -> set[bytes]:
    """The ids of the keys of a keystore."""
    with contextlib.closing(sqlite3.connect(file)) as store:
        if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return set()
        names = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: set[bytes] = set()
        if "wrap" in names:
            found = {bytes(row[0]) for row in store.execute("SELECT key_id FROM wrap")}
        return found


def is_empty() -> bool:
    """Whether no key would be written over."""
    file = keystore_file()
    return not file.exists() or not keys_in(file)


def put_back(folder: Path) -> None:
    """Put them where the settings say; what is not in the archive is left as it is."""
    place = keystore_file()
    for left in (f"{place}-wal", f"{place}-shm"):
        Path(left).unlink(missing_ok=True)
    put(folder / KEYSTORE, place)
    for name, place in places().items():
        kept = folder / name
        if kept.is_dir():
            for file in (path for path in kept.rglob("*") if path.is_file()):
                put(file, place / file.relative_to(kept))
        elif kept.exists():
            put(kept, place)
