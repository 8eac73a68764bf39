"""``cauce restore``: into an empty place only, held to the manifest, to the journal and to its keys."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cauce.content.errors import BadInput, BadInputs

from . import age, archive, copies, secrets
from .making import apart

bad_input = BadInputs(__file__)


@dataclass(frozen=True)
class Restored:
    """What was found or put back. ``journal`` None: nothing was put back, so it was not walked;
    ``withdrawn`` None: nothing was put back, False: what was withdrawn since is still to be withdrawn."""

    made_at: str
    cases: int
    without_key: int
    entries: int
    journal: bool | None
    withdrawn: bool | None


def _no_keys() -> BadInput:
    return bad_input("the_backup_of_the_keys_is_missing", where="--keys")


def restore(data: Path, keys: Path | None, identity: Path, *, check: bool) -> Restored:
    """Open both archives, look at them, and unless ``check`` put them back. Raises ``BadInput``."""
    by = age.identities(identity)
    if not check:
        _refuse_over_something()
    with apart() as folder:
        told = archive.read(data, folder / "data", by)
        if keys is None:
            raise _no_keys()
        theirs = archive.read(keys, folder / "keys", by)
        lacking = _agree(told, theirs, folder)
        if not check:
            copies.fill(folder / "data" / copies.DATABASE, told["engine"])
            secrets.put_back(folder / "keys")
            _same_as_told(told)
    withdrawn, journal = (None, None) if check else _afterwards()
    return Restored(
        told["made_at"], told["cases"], lacking, told["counts"].get("journal_entry", 0), journal, withdrawn
    )


def _refuse_over_something() -> None:
    if not copies.is_empty() or not secrets.is_empty():
        raise bad_input("there_already_are_data_or_keys_here", where="DATABASE_URL, KEYSTORE_URL")


def _needed(folder: Path, told: dict[str, Any]) -> set[bytes] | None:
    """The keys that the cases of a copy need; None: only the database itself can tell."""
    if told["engine"] != "sqlite":
        return None
    file = folder / "data" / copies.DATABASE
    with contextlib.closing(sqlite3.connect(file)) as made:
        if made.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise bad_input("the_backup_is_damaged", where=file.name)
        rows = made.execute("SELECT key_id FROM cases_case").fetchall()
    return {bytes.fromhex(str(row[0]).replace("-", "")) for row in rows}


def _agree(told: dict[str, Any], theirs: dict[str, Any], folder: Path) -> int:
    """How many cases have no key; refuses keys that are older than the data, or of elsewhere."""
    there = secrets.keys_in(folder / "keys" / secrets.KEYSTORE)
    needed = _needed(folder, told)
    lacking = told["without_key"] if needed is None else len(needed - there)
    older = theirs["made_at"] < told["made_at"]
    elsewhere = bool(told["cases"]) and (not there or lacking == told["cases"])
    if (older and lacking > told["without_key"]) or (elsewhere and told["without_key"] < lacking):
        raise bad_input("keys_are_not_of_data", where="--keys", lacking=lacking)
    return lacking


def _same_as_told(told: dict[str, Any]) -> None:
    """The database in use holds what the manifest says, row for row and head for head."""
    held, needed = copies.held_now()
    there = secrets.keys_in(secrets.keystore_file())
    if told["cases"] and len(needed - there) == len(needed):
        raise _no_keys()
    for name in ("counts", "heads", "migrations"):
        if getattr(held, name) != told[name]:
            raise bad_input("what_was_restored_is_not_what_backup", where=name)


def _run(*words: str) -> int:
    # A process of its own: it reads the secrets that were put back, not those of this one.
    run = "from cauce.site.cli import main; main()"
    return subprocess.run([sys.executable, "-c", run, *words], capture_output=True, text=True).returncode


def _afterwards() -> tuple[bool, bool]:
    """What was withdrawn since is withdrawn again; then the journal is walked. Whether each held."""
    return _run("withdrawals", "replay", "--keys") == 0, _run("journal", "verify") == 0
