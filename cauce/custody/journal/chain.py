"""How a link of the chain is sealed, appended and verified.

Each link is an HMAC-SHA-256 over the seal before it and the canonical JSON of the entry, so that
whoever can write to the database but lacks the key cannot forge, drop or reorder one unnoticed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from . import guards, keys, statements
from .bulk_rows import write_many
from .models import Chain, Entry

NETWORK = "network"


@dataclass(slots=True)
class Link:
    """What is to be written: one entry before it has its number and its seal."""

    kind: str
    what: str
    actor: str
    at: dt.datetime
    post: str | None = None
    about_kind: str = ""
    about_id: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


_dumps = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _canonical(entry: Entry) -> bytes:
    # Microseconds and UTC: both databases return the instant as it was written.
    values = [
        entry.chain,
        entry.number,
        entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        entry.kind,
        entry.what,
        entry.actor,
        entry.about_kind,
        entry.about_id,
        entry.detail,
    ]
    return _dumps(values).encode()


def seal_of(entry: Entry, secret: bytes | None = None) -> str:
    """The seal the entry must carry, from its values and the seal before it (64 hex digits).

    ``secret``: of the version that seals this number, where it is in hand already.
    """
    body = entry.previous.encode() + b"|" + _canonical(entry)
    return hmac.digest(secret or keys.secret_of(entry.chain, entry.number), body, hashlib.sha256).hex()


def lengths() -> dict[str, int]:
    """How long each chain is."""
    return dict(Chain.objects.filter(length__gt=0).values_list("name", "length"))


def _with_keys() -> None:
    """Make the first keys with the first entry; a journal that had keys and lost them is not given
    others: what was sealed would then look altered, and what is written now would look sound."""
    if keys.ring():
        return
    found = lengths()
    longest = max(found, key=lambda name: found[name], default=None)
    if longest is not None:
        last = Entry.objects.get(chain=longest, number=found[longest])
        if not hmac.compare_digest(last.seal, seal_of(last)):
            raise keys.KeysLost()
    keys.add(found, timezone.now())


def begin_version() -> int:
    """Begin a new version of the keys, in the caller's transaction: nobody writes meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Also against a chain that somebody begins at this moment.
            cursor.execute("LOCK TABLE journal_chain IN SHARE ROW EXCLUSIVE MODE")
    _with_keys()
    list(Chain.objects.select_for_update().order_by("name"))
    return keys.add(lengths(), timezone.now())


def _entry(link: Link, chain: Chain, secret: bytes | None = None) -> Entry:
    chain.length += 1
    entry = Entry(
        chain=chain.name,
        number=chain.length,
        at=link.at,
        kind=link.kind,
        what=link.what,
        actor=link.actor,
        about_kind=link.about_kind,
        about_id=link.about_id,
        detail=link.detail,
        previous=chain.seal,
    )
    entry.seal = chain.seal = seal_of(entry, secret)
    return entry


def _locked(name: str) -> Chain:
    found = statements.locked(name)
    if found is None:
        Chain.objects.get_or_create(name=name)
        found = Chain.objects.select_for_update().get(name=name)
    return found


def append(link: Link) -> Entry:
    """Write one link inside the caller's transaction."""
    _with_keys()
    chain = _locked(link.post or NETWORK)
    entry = _entry(link, chain)
    statements.write(entry, chain)
    return entry


def append_many(links: Iterable[Link], batch: int = 2000) -> int:
    """Write many links in order, locking each chain once; for demonstration, import, and rounds of
    the loop that do one act on many things."""
    with transaction.atomic():
        _with_keys()
        chains: dict[str, Chain] = {}
        # A chain that is locked gets no new version of the keys until it is let go.
        secrets: dict[str, bytes] = {}
        entries: list[Entry] = []
        count = 0
        for link in links:
            name = link.post or NETWORK
            if name not in chains:
                chains[name] = _locked(name)
                secrets[name] = keys.secret_of(name, chains[name].length + 1)
            entries.append(_entry(link, chains[name], secrets[name]))
            count += 1
            if len(entries) >= batch:
                write_many(entries)
                entries.clear()
        write_many(entries)
        for chain in chains.values():
            chain.save(update_fields=["length", "seal"])
    return count


@dataclass(frozen=True)
class Break:
    """Where a chain no longer holds: the first bad number, and what is wrong there."""

    chain: str
    number: int
    es: str
    en: str


Heads = Mapping[str, Mapping[int, str]]  # chain → number → the seal an anchor saw there
WORDS = {
    "gone": ("falta un asiento", "an entry is missing"),
    "altered": ("el asiento fue alterado", "the entry was altered"),
    "cut": ("faltan los últimos asientos", "the last entries are gone"),
    "head": ("la cadena perdió su cabecera", "the chain lost its head"),
    "anchored": ("no es el asiento que quedó anclado", "it is not the entry that was anchored"),
    "whole": ("la cadena entera ya no está", "the whole chain is gone"),
    "guards": ("la tabla perdió sus candados", "the table lost its guards"),
}


def _break(chain: str, number: int, what: str) -> Break:
    return Break(chain, number, *WORDS[what])


def verify(progress=None, heads: Heads | None = None) -> tuple[int, list[Break]]:
    """Walk every chain: how many links hold, and the first break of each chain that has one.

    ``heads``: what anchors outside the database saw; only against them is a cut end found.
    """
    heads = heads or {}
    total = 0
    breaks: list[Break] = []
    for chain in Chain.objects.order_by("name"):
        good, found = verify_chain(chain, heads.get(chain.name, {}))
        total += good
        breaks.extend(found)
        if progress:
            progress(f"{chain.name}: {good}")
    known = set(Chain.objects.values_list("name", flat=True))
    named = set(Entry.objects.values_list("chain", flat=True).order_by().distinct())
    breaks += [_break(name, 1, "head") for name in sorted(named - known)]
    breaks += [_break(name, 1, "whole") for name in sorted(set(heads) - known - named)]
    breaks += [_break(table, 0, "guards") for table in guards.missing(connection)]
    return total, breaks


def verify_chain(chain: Chain, anchored: Mapping[int, str]) -> tuple[int, list[Break]]:
    """How many links of one chain hold, and its first break."""
    previous, expected = "", 1
    entries = Entry.objects.filter(chain=chain.name).order_by("number")
    for entry in entries.iterator(chunk_size=5000):
        wrong = _wrong(entry, expected, previous, anchored)
        if wrong:
            return expected - 1, [_break(chain.name, expected, wrong)]
        previous, expected = entry.seal, expected + 1
    if expected - 1 != chain.length or previous != chain.seal:
        return expected - 1, [_break(chain.name, expected, "cut")]
    if anchored and max(anchored) >= expected:
        return expected - 1, [_break(chain.name, expected, "cut")]
    return expected - 1, []


def _wrong(entry: Entry, expected: int, previous: str, anchored: Mapping[int, str]) -> str:
    if entry.number != expected:
        return "gone"
    if entry.previous != previous or not hmac.compare_digest(entry.seal, seal_of(entry)):
        return "altered"
    if anchored.get(expected, entry.seal) != entry.seal:
        return "anchored"
    return ""
