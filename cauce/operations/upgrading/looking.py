"""What is looked at before anything is changed: settings, clock, room, and that a backup is there."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from cauce.content.errors import BadInputs
from cauce.custody.keystore import store
from cauce.operations import checks, clock
from cauce.operations.backup import archive, making

bad_input = BadInputs(__file__)

# The unsealed copy, its archive and the sealed one are there together for a moment; then the copy by which
# one goes back, and what the migrations write anew.
TIMES = 4
LAST = dt.timedelta(days=1)  # an older backup is none to rely on


def look(to: Path, keys_to: Path, at: dt.datetime) -> None:
    """Raise ``CauceError`` for the first thing that would go wrong; nothing is written."""
    checks.refuse_faults()
    store.check_root()
    if problem := clock.wrong(at):
        raise problem
    size = database_bytes()
    needed = {Path(settings.VAR): TIMES * size + settings.RESERVE_BYTES, to: size, keys_to: keystore_bytes()}
    for place, bytes_ in needed.items():
        _refuse_without_room(place, bytes_)


def database_bytes() -> int:
    """How much the database takes; of PostgreSQL as it says itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    return _bytes(str(connection.settings_dict["NAME"]))


def keystore_bytes() -> int:
    return _bytes(settings.KEYSTORE_URL.removeprefix("sqlite:///"))


def _bytes(name: str) -> int:
    files = (Path(f"{name}{end}") for end in ("", "-wal"))
    return sum(one.stat().st_size for one in files if one.exists())


def _refuse_without_room(place: Path, needed: int) -> None:
    there = next(one for one in (place, *place.resolve().parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise bad_input(
            "there_is_no_room", where=str(place), needed=_megabytes(needed), free=_megabytes(free)
        )


def _megabytes(size: int) -> int:
    return -(-size // (1 << 20))


def last_backup(to: Path, keys_to: Path, at: dt.datetime) -> dict[str, Any]:
    """The newest pair of archives in the two places, read again from the disk and found as it was written.

    Raises ``BadInput`` where there is none, it is older than a day, or it is not as it was written.
    """
    data = max(to.glob(f"{making.DATA}*.age"), default=None)
    if data is None:
        raise bad_input("there_is_no_pair", where=str(to))
    keys = keys_to / data.name.replace(making.DATA, making.KEYS, 1)
    made = dt.datetime.strptime(data.stem.removeprefix(making.DATA), making.STAMP).replace(tzinfo=dt.UTC)
    if not keys.exists():
        raise bad_input("there_is_no_pair", where=str(keys))
    if at - made > LAST:
        raise bad_input(
            "the_last_pair_is_old", where=str(data), hours=int((at - made).total_seconds() // 3600)
        )
    for one in (data, keys):
        check_written(one)
    return {"data": str(data), "keys": str(keys)}


def check_written(sealed: Path) -> None:
    """Raise ``BadInput`` where an archive is not what its fingerprint (beside it) says."""
    beside = sealed.with_name(f"{sealed.name}.sha256")
    if not beside.exists() or beside.read_text().split()[:1] != [archive.sha256(sealed)]:
        raise bad_input("the_pair_is_not_as_written", where=os.fspath(sealed))
