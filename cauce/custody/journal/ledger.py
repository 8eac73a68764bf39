"""The list of what was withdrawn, ended or erased, outside the database: no restored copy gives it back.

A file that only grows (``RETENTION_LEDGER``), one line of JSON for each act: kinds and ids, never a name;
which network, a number, bound to the line before it and signed with the journal's key. A line is on the disk
before its transaction ends, and the same transaction keeps its number and seal in ``LedgerRow``. So a copy of
the database that was put back lacks rows, and ``behind`` counts them; a database with more rows than the file
has lines stands before an older or a torn file. An act that was undone after all counts too: that is safe.
"""

from __future__ import annotations

import base64
import datetime as dt
import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import Max

from . import keys
from . import ledger_errors as says
from .anchors import ending
from .ledger_errors import Behind as Behind
from .ledger_errors import LedgerBroken as LedgerBroken
from .models import LedgerRow

FIRST = "0" * 64
PATIENCE = 5.0  # seconds that an act under way has to end
PIECE = 1 << 16  # bytes that are read at once, from the end on
MOST_LOST = 1_000_000  # lines that one may say are lost: whoever can write to the file may say any number


@dataclass(frozen=True, slots=True)
class End:
    """What one line says of one kind: which things it ended, and what ending them again needs."""

    kind: str
    ids: tuple[str, ...]
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``lost``: how many numbers just before it are known to be missing; ``told``: as it stands."""

    number: int
    at: dt.datetime
    ends: tuple[End, ...]
    lost: int
    seal: str
    told: bytes = field(default=b"", repr=False, compare=False)


def _path() -> Path:
    return Path(settings.RETENTION_LEDGER)


def _seal(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _message(body: dict[str, Any]) -> bytes:
    return json.dumps(
        {k: v for k, v in body.items() if k not in ("seal", "signature")}, sort_keys=True
    ).encode()


def _signed(body: dict[str, Any]) -> dict[str, Any]:
    """The same with the signature of the journal's newest key: who can only write to the file has none."""
    if not keys.ring():
        return body
    body = body | {"key": keys.ring()[-1].number}
    return body | {"signature": base64.b64encode(keys.sign(_message(body))[1]).decode()}


def _is_ours(line: Line, public: Mapping[int, keys.Public]) -> bool:
    body = json.loads(line.told)
    try:
        key, signature = public.get(body["key"]), base64.b64decode(body["signature"], validate=True)
    except (KeyError, TypeError, ValueError):
        return False
    return key is not None and keys.holds(key, signature, _message(body))


def refuse_foreign(every: Sequence[Line], chosen: Sequence[Line]) -> None:
    """Raise ``LedgerBroken`` at the first of the chosen lines that this installation did not write: with
    a line of erasure somebody else would have keys destroyed. Those of before there were signatures pass.
    """
    first = next((line.number for line in every if b'"signature"' in line.told), None)
    if first is None or not chosen:
        return
    public = keys.public_keys()
    for line in chosen:
        if line.number >= first and not _is_ours(line, public):
            raise says.foreign(line.number)


def _ends(body: dict[str, Any]) -> tuple[End, ...]:
    if "erasure" in body:  # as lines were written when the list was of erasures alone
        detail = {name: body[name] for name in ("case", "part", "keys")}
        return (End("erasure", (body["erasure"],), detail),)
    return tuple(End(one["kind"], tuple(one["ids"]), one["detail"]) for one in body["ends"])


def _line(text: bytes, number: int) -> tuple[Line, str]:
    """A line, and the seal that it says it follows; ``number``: of one that does not say its own.

    Raises ``LedgerBroken`` for one that cannot be read, was changed, or is of another network.
    """
    try:
        body = json.loads(text)
        seal, previous = body.pop("seal"), body["previous"]
        line = Line(
            body.get("number", number),
            dt.datetime.fromisoformat(body["at"]),
            _ends(body),
            body.get("lost", 0),
            seal,
            text,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise says.broken(number) from problem
    if _seal(body) != seal or not _is_shaped(line, previous):
        raise says.broken(number)
    network = body.get("network", settings.ENVIRONMENT)
    if network != settings.ENVIRONMENT:
        raise says.elsewhere(network)
    return line, previous


def _is_shaped(line: Line, previous: Any) -> bool:
    """Whether each part is of the kind that we write: the seal of a line is no secret."""
    numbers = type(line.number) is type(line.lost) is int and isinstance(previous, str)
    if not numbers or line.number >= 1 << 62 or line.at.tzinfo is None:
        return False
    return 0 <= line.lost <= min(MOST_LOST, line.number) and all(
        isinstance(end.kind, str) and isinstance(end.detail, dict) for end in line.ends
    )


def lines() -> Iterator[Line]:
    """Every line in its order; no file: none. What a crash left behind the last whole line is none.

    Raises ``LedgerBroken`` at the first that does not hold, is missing or is of another network.
    """
    number, seal = 0, FIRST
    try:
        file = _path().open("rb")
    except FileNotFoundError:
        return
    with file:
        for text in file:
            if not text.endswith(b"\n"):
                return
            line, previous = _line(text, number + 1)
            if line.number != number + 1 + line.lost:
                raise says.gap(number + 1)
            if previous != seal and not line.lost:  # a lost one follows the last that the database knew
                raise says.broken(line.number)
            yield line
            number, seal = line.number, line.seal


def _last(file: BinaryIO) -> tuple[Line | None, int]:
    """The last whole line, and where it ends: what lies behind it was cut by a crash."""
    found = ending(file)
    end = file.tell() - len(found) + found.rfind(b"\n") + 1
    text = found[: found.rfind(b"\n") + 1].rstrip(b"\n").rpartition(b"\n")[2]
    if not text:
        return None, end
    number = 0
    if b'"number"' not in text:  # of before: only its place tells which it is
        file.seek(0)
        number = file.read(end).count(b"\n")
    return _line(text, number)[0], end


def _held(file: BinaryIO | None, last: Line | None) -> LedgerRow | None:
    """The newest line that the database knows. Raises ``LedgerBroken`` unless the file has it too,
    as the last one or before it."""
    top, reaches = LedgerRow.objects.order_by("-number").first(), last.number if last else 0
    if top is not None and top.number > reaches:
        raise says.older(top.number, reaches)
    if top is None or last is None or file is None or not top.seal:
        return top
    if not (top.seal == last.seal if top.number == reaches else _has(file, top.number, top.seal)):
        raise says.other(top.number)
    return top


def _has(file: BinaryIO, number: int, seal: str) -> bool:
    """Whether a line is in the file, looked for from its end, or among those known to be lost."""
    for text in _backwards(file):
        if b'"number"' not in text:  # of before: only its place tells which it is
            file.seek(0)
            held = next(islice(file, number - 1, None), b"")
            return held.endswith(b"\n") and _line(held, number)[0].seal == seal
        line, _ = _line(text, 0)
        if line.number == number:
            return line.seal == seal
        if line.number - line.lost <= number:
            return line.number > number
    return False


def _backwards(file: BinaryIO) -> Iterator[bytes]:
    """The whole lines of a file, the last one first; only as much of it is read as is asked for."""
    at, rest, behind = file.seek(0, os.SEEK_END), b"", False
    while at:
        start = max(0, at - PIECE)
        file.seek(start)
        parts = (file.read(at - start) + rest).split(b"\n")
        at, rest = start, parts.pop(0)
        for text in reversed(parts):
            if text and behind:
                yield text
            behind = True  # what lies behind the last end of a line was cut by a crash
    if rest and behind:
        yield rest


def append(ends: Sequence[End], at: dt.datetime) -> Line:
    """Write one line, on the disk before this returns; its row is kept with the transaction under way.

    Raises ``LedgerBroken``, also where it cannot be written.
    """
    return _append(ends, at, lost=False)


def go_on(at: dt.datetime) -> int:
    """Note that lines which the database knows are in no copy any more, and go on; how many.

    The database has carried them out; only copies older than they are could bring back what they
    withdrew. In such a copy, it is noted there that nobody can. 0, and nothing is written: none is
    missing.
    """
    if lost_lines():
        return _append((), at, lost=True).lost
    gone = forgotten(unsigned=True)
    LedgerRow.objects.bulk_create(LedgerRow(number=number, seal="") for number in gone)
    return len(gone)


def forgotten(*, unsigned: bool = False) -> list[int]:
    """Numbers of lines that are lost and that this database, a copy from before them, never carried out.

    ``unsigned``: also where a line that says so is not signed as ours. Raises ``LedgerBroken``.
    """
    every = list(lines())
    saying = [line for line in every if line.lost]
    if not unsigned:
        refuse_foreign(every, saying)
    lost = {number for line in saying for number in range(line.number - line.lost, line.number)}
    return sorted(lost - set(LedgerRow.objects.values_list("number", flat=True)))


def refuse_forgotten(*, unsigned: bool = False) -> None:
    """Raise ``LedgerBroken`` where something that was withdrawn came back, and nobody can tell what."""
    gone = forgotten(unsigned=unsigned)
    if gone:
        raise says.forgotten(len(gone))


def lost_lines() -> int:
    """How many of the newest lines that the database knows the file has not."""
    top = LedgerRow.objects.aggregate(top=Max("number"))["top"] or 0
    last = _newest()
    return max(0, top - (last.number if last else 0))


def _newest() -> Line | None:
    """The last line of the file; None: there is none."""
    try:
        with _path().open("rb") as file:
            return _last(file)[0]
    except FileNotFoundError:
        return None


def _checked() -> Line | None:
    """The same, of a file that is the one of this database. Raises ``LedgerBroken``."""
    try:
        with _path().open("rb") as file:
            last = _last(file)[0]
            _held(file, last)
            return last
    except FileNotFoundError:
        _held(None, None)
        return None


def _append(ends: Sequence[End], at: dt.datetime, *, lost: bool) -> Line:
    try:
        line = _write(ends, at, lost=lost)
    except OSError as problem:
        raise says.wrong(
            "La lista de lo retirado no se puede escribir: no se retiró nada.",
            "The list of what was withdrawn cannot be written: nothing was withdrawn.",
            (
                "Revise que el lugar de RETENTION_LEDGER esté montado, con permiso y con espacio, y repita.",
                "Check that the place of RETENTION_LEDGER is mounted, allowed and has space, and try again.",
            ),
        ) from problem
    keep(line)
    return line


def _write(ends: Sequence[End], at: dt.datetime, *, lost: bool) -> Line:
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last, end = _last(file)
        top = LedgerRow.objects.order_by("-number").first() if lost else _held(file, last)
        number, seal = (last.number, last.seal) if last else (0, FIRST)
        body: dict[str, Any] = {
            "number": number + 1,
            "network": settings.ENVIRONMENT,
            "at": at.isoformat(),
            "ends": [{"kind": one.kind, "ids": one.ids, "detail": one.detail} for one in ends],
            "previous": seal,
        }
        if lost and top is not None:
            body |= {"number": top.number + 1, "lost": top.number - number, "previous": top.seal}
        body = _signed(body)
        text = json.dumps(body | {"seal": _seal(body)}, sort_keys=True).encode() + b"\n"
        file.seek(end)
        file.truncate()
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if new:
        _keep_name(path.parent)
    return _line(text, 0)[0]


def _keep_name(folder: Path) -> None:
    # A new file is on the disk once its folder is.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep(line: Line) -> None:
    """This database has carried a line out, and with it those that are lost before it."""
    for number in range(line.number - line.lost, line.number):
        LedgerRow.objects.get_or_create(number=number, defaults={"seal": ""})
    LedgerRow.objects.get_or_create(number=line.number, defaults={"seal": line.seal})


def is_kept(line: Line) -> bool:
    """Whether this database has carried a line out."""
    return LedgerRow.objects.filter(number=line.number).exists()


def behind(patience: float = 0) -> int:
    """How many lines this database has not carried out: it is a copy from before them.

    An act under way elsewhere has its line on the disk before its row: ``patience`` (seconds) is how long
    to wait for those. Reads back to the newest line that it knows. Raises ``LedgerBroken`` where the file
    is older than the database, or another one.
    """
    last = _checked()
    number, until = last.number if last else 0, time.monotonic() + patience
    while True:
        count = number - LedgerRow.objects.filter(number__lte=number).count()
        if not count or time.monotonic() >= until:
            return count
        time.sleep(0.1)


def refuse_behind() -> None:
    """Raise ``Behind`` while something that was withdrawn would come back; ``LedgerBroken``."""
    if count := behind(PATIENCE):
        raise says.behind(count)


def compared() -> list[tuple[Line, bool]]:
    """Every line, and whether this database has carried it out. Raises ``LedgerBroken``."""
    rows, found, reaches = dict(LedgerRow.objects.values_list("number", "seal")), [], 0
    for line in lines():
        if line.number in rows and rows[line.number] != line.seal:
            raise says.other(line.number)
        found.append((line, line.number in rows))
        reaches = line.number
    if max(rows, default=0) > reaches:
        raise says.older(max(rows), reaches)
    return found
