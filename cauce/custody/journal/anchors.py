"""Anchors: signed lines, outside the database, that say how long every chain was and how it ended.

A line is one JSON object: ``number``, ``at``, ``heads`` (name, length, seal), ``before`` (SHA-256 of
the line before it), ``key`` (version) and ``signature`` (Ed25519, base64 over the line without it).
Whoever cuts the newest entries, resets a head or drops a chain would have to find every copy of
these lines; whoever rewrites the lines lacks the key. Nothing in a line tells what the work is about.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from . import keys
from .models import Chain

EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Fault:
    """The first line that does not hold, and why."""

    number: int
    es: str
    en: str


@dataclass
class Anchored:
    """What a file of anchors says: how many lines, its last number, and heads by chain and number."""

    lines: int = 0
    last: int = 0
    last_at: str = ""
    restored: list[int] = field(default_factory=list)
    heads: dict[str, dict[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def file() -> Path:
    return Path(settings.JOURNAL_ANCHORS) / "anchors.jsonl"


def _body(row: Mapping[str, Any]) -> bytes:
    unsigned = {name: value for name, value in row.items() if name != "signature"}
    return json.dumps(unsigned, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(line: str) -> str:
    """What the next line, and the journal itself, remember of a line."""
    return hashlib.sha256(line.strip().encode()).hexdigest()


def make(number: int, before: str, at: dt.datetime, *, restored: bool = False) -> str:
    """One line over the heads of all chains as they stand committed."""
    heads = Chain.objects.filter(length__gt=0).order_by("name")
    row: dict[str, Any] = {
        "number": number,
        "at": at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "heads": [list(head) for head in heads.values_list("name", "length", "seal")],
        "before": before,
        "restored": restored,
        "key": keys.ring()[-1].number,
    }
    _, signature = keys.sign(_body(row))
    row["signature"] = base64.b64encode(signature).decode()
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def append(number: int, at: dt.datetime, *, restored: bool = False) -> str:
    """Write line ``number`` at the end of the file, on the disk before it counts; returns the line.

    Raises ``ValueError`` when the file does not end at the number before it.
    """
    path = file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "rb+") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        last = _last(out)
        if not restored and (json.loads(last)["number"] if last else 0) != number - 1:
            raise ValueError("the file of anchors does not end where it did")
        line = make(number, digest(last) if last else "", at, restored=restored)
        out.write(line.encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return line


def ending(file: BinaryIO) -> bytes:
    """The end of a file with its last two lines whole, read from the end: a file of years is not read
    for it. The file is left at its end."""
    size = file.seek(0, os.SEEK_END)
    found, reach = b"", 1 << 16
    while size and found.rstrip(b"\n").count(b"\n") < 2:
        file.seek(max(0, size - reach))
        found = file.read()
        if reach >= size:
            break
        reach *= 4
    return found


def _last(file: BinaryIO) -> str:
    return ending(file).rstrip(b"\n").rpartition(b"\n")[2].decode()


def last_number() -> int:
    """The number of the last line; 0 when there is no file."""
    try:
        with file().open("rb") as held:
            last = _last(held)
    except FileNotFoundError:
        return 0
    return int(json.loads(last)["number"]) if last else 0


_SAYS = {
    "read": ("el renglón no se entiende", "the line cannot be read"),
    "order": ("falta un ancla antes de esta", "an anchor before this one is missing"),
    "chain": ("no sigue del renglón anterior", "it does not follow the line before it"),
    "signature": ("la firma no corresponde", "the signature does not match"),
    "shrank": ("una cadena se hizo más corta", "a chain became shorter"),
    "rewritten": ("una cadena fue escrita de nuevo", "a chain was written anew"),
    "cut": ("faltan las últimas anclas", "the last anchors are missing"),
}


def fault(number: int, what: str) -> Fault:
    return Fault(number, *_SAYS[what])


def check(lines: Iterable[str], public: Mapping[int, keys.Public]) -> Anchored:
    """Check lines with public keys alone; stops at the first that does not hold.

    After a line marked ``restored`` (a backup was put back, on purpose) what came before no longer
    binds the chains; it stays in the file and is counted.
    """
    found, before = Anchored(), ""
    for position, line in enumerate(filter(None, map(str.strip, lines)), start=1):
        row = _row(line)
        wrong = "read" if row is None else _wrong(row, found, before, public)
        if row is None or wrong:
            found.faults.append(fault(row["number"] if row else found.last + 1, wrong))
            break
        if row["restored"]:
            found.restored.append(row["number"])
            found.heads.clear()
        for name, length, seal in row["heads"]:
            found.heads.setdefault(name, {})[length] = seal
        found.lines, found.last, found.last_at = position, row["number"], row["at"]
        before = digest(line)
    return found


def _row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
        heads = [(str(n), int(length), str(seal)) for n, length, seal in row["heads"]]
        base64.b64decode(row["signature"], validate=True)
        whole = all(isinstance(row[name], int) for name in ("number", "key")) and all(
            isinstance(row[name], str) for name in ("before", "at")
        )
        return row | {"heads": heads, "restored": bool(row["restored"])} if whole else None
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        return None


def _wrong(row: Mapping[str, Any], found: Anchored, before: str, public) -> str:
    key = public.get(row["key"])
    unread = row | {"heads": [list(head) for head in row["heads"]]}
    if key is None or not keys.holds(key, base64.b64decode(row["signature"]), _body(unread)):
        return "signature"
    if row["restored"]:
        return "" if row["number"] > found.last else "order"
    if row["number"] != found.last + 1:
        return "order"
    if row["before"] != before:
        return "chain"
    lengths = {name: length for name, length, _ in row["heads"]}
    if any(lengths.get(name, 0) < max(seen) for name, seen in found.heads.items()):
        return "shrank"
    other = any(found.heads.get(name, {}).get(n, seal) != seal for name, n, seal in row["heads"])
    return "rewritten" if other else ""
