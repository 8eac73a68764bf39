"""The list of what was erased, outside the database, so that a restored copy forgets it again.

One line of JSON each, in a file that only grows (``RETENTION_LEDGER``): ids alone, each line bound to
the one before it. Keep it apart from the backups of the database: it is what outlives them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from cauce.rules.errors import CauceError

FIRST = "0" * 64


class LedgerBroken(CauceError):
    """A line is missing or was changed: nothing more is erased until somebody looks."""

    id = "ledger_broken"


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure: which part of which case, and the keys that were destroyed."""

    erasure: UUID
    case: UUID
    part: str
    keys: tuple[UUID, ...]
    at: str


def _path() -> Path:
    return Path(settings.RETENTION_LEDGER)


def _seal(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _broken(number: int) -> LedgerBroken:
    return LedgerBroken(
        f"La lista de lo borrado no cuadra en la línea {number}.",
        f"The list of what was erased does not hold at line {number}.",
        where="RETENTION_LEDGER",
        cure_es="Restaure esa lista de su copia antes de seguir.",
        cure_en="Restore that list from its copy before going on.",
    )


def _read(text: str) -> tuple[list[Line], str]:
    """Every line, and the seal of the last. A last line cut by a crash is dropped."""
    found, previous = [], FIRST
    whole = text.split("\n")
    for number, line in enumerate(whole[:-1], 1):
        try:
            body = json.loads(line)
            seal = body.pop("seal")
            if body["previous"] != previous or _seal(body) != seal:
                raise _broken(number)
            found.append(Line(
                UUID(body["erasure"]), UUID(body["case"]), body["part"],
                tuple(UUID(key) for key in body["keys"]), body["at"],
            ))  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise _broken(number) from problem
        previous = seal
    return found, previous


def lines() -> list[Line]:
    """Everything that was erased, in order. Raises ``LedgerBroken``; no file: nothing was."""
    path = _path()
    return _read(path.read_text(encoding="utf-8"))[0] if path.exists() else []


def append(line: Line) -> None:
    """Write one line and wait until it is on the disk. Raises ``LedgerBroken`` or ``OSError``."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = file.read()
        previous = _read(text)[1]
        body = {
            "erasure": str(line.erasure), "case": str(line.case), "part": line.part,
            "keys": [str(key) for key in line.keys], "at": line.at, "previous": previous,
        }  # fmt: skip
        file.seek(len(text[: text.rfind("\n") + 1].encode()))
        file.truncate()
        file.write(json.dumps(body | {"seal": _seal(body)}, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
