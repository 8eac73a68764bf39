"""``cauce backup``: the data to one place, the keys to another, both sealed, both looked at again."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import record_read
from cauce.rules.permissions import SYSTEM

from . import age, archive, copies, secrets

bad_input = BadInputs(__file__)

STAMP = "%Y%m%dT%H%M%SZ"
DATA, KEYS = "cauce-data-", "cauce-keys-"


@contextmanager
def apart() -> Iterator[Path]:
    """A folder for what is not sealed yet, beside the data and as closed as it; removed after."""
    root = Path(settings.VAR)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = Path(tempfile.mkdtemp(prefix="backup-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _two_places(to: Path, keys_to: Path) -> None:
    for place in (to, keys_to):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    one, other = to.resolve(), keys_to.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise bad_input("data_and_keys_would_go_to_same", where="--keys-to")


def make(to: Path, keys_to: Path, recipients: list[str], at: dt.datetime) -> dict[str, Any]:
    """Make both archives, and note it; what they hold and where they are. Raises ``BadInput``,
    ``KeystoreDown``."""
    made = sealed(to, keys_to, recipients, at)
    note(made)
    return made


def note(made: dict[str, Any]) -> None:
    """The journal says that a backup was made."""
    cases = {name: made[name] for name in ("cases", "without_key")}
    record_read(SYSTEM, "backup.make", about=("backup", made["pair"]), post=None, **cases)


def sealed(to: Path, keys_to: Path, recipients: list[str], at: dt.datetime) -> dict[str, Any]:
    """The same, and nothing is noted: also of a database that this version cannot write to yet."""
    whom = age.recipients(recipients)
    _two_places(to, keys_to)
    pair, stamp = uuid.uuid4().hex, at.astimezone(dt.UTC).strftime(STAMP)
    data, keys = to / f"{DATA}{stamp}.age", keys_to / f"{KEYS}{stamp}.age"
    with apart() as folder:
        for name in ("data", "keys"):
            (folder / name).mkdir(mode=0o700)
        # The data first: a key that came meanwhile is harmless, a case without its key is loss.
        held, needed = copies.copy(folder / "data")
        there = secrets.copy(folder / "keys")
        told = {"pair": pair, "made_at": at.isoformat()}
        cases = {"cases": len(needed), "without_key": len(needed - there)}
        written = archive.write(folder / "data", data, told | held.as_json() | cases, whom)
        archive.write(folder / "keys", keys, told | {"keys": len(there)}, whom)
    return {
        "pair": pair,
        "data": str(data),
        "keys": str(keys),
        "sha256": written,
        **cases,
        "entries": held.counts.get("journal_entry", 0),
        "pruned": prune(keys_to, at),
    }


def prune(keys_to: Path, at: dt.datetime) -> int:
    """Remove archives of keys that are too old: until then a destroyed key is not quite gone."""
    limit = at.timestamp() - secrets.KEYSTORE_BACKUP_DAYS * 86400
    old = [path for path in keys_to.glob(f"{KEYS}*.age") if _made(path) < limit]
    for path in old:
        path.unlink()
        path.with_name(f"{path.name}.sha256").unlink(missing_ok=True)
    return len(old)


def _made(path: Path) -> float:
    stamp = path.name.removeprefix(KEYS).removesuffix(".age")
    try:
        return dt.datetime.strptime(stamp, STAMP).replace(tzinfo=dt.UTC).timestamp()
    except ValueError:
        return os.stat(path).st_mtime
