"""How a link of the chain is sealed, appended and verified.

Each link is an HMAC-SHA-256 over the seal before it and the canonical JSON of the entry, so that
whoever can write to the database but lacks the key cannot forge, drop or reorder one unnoticed
(../shared/security/threats.md, A06).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction

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


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"cauce journal chain", hashlib.sha256).digest()


def _canonical(entry: Entry) -> bytes:
    # Microseconds and UTC: both databases return the instant as it was written.
    values = [
        entry.chain, entry.number, entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        entry.kind, entry.what, entry.actor, entry.about_kind, entry.about_id, entry.detail,
    ]  # fmt: skip
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def seal_of(entry: Entry) -> str:
    """The seal the entry must carry, from its values and the seal before it (64 hex digits)."""
    body = entry.previous.encode() + b"|" + _canonical(entry)
    return hmac.new(_key(settings.SECRET_KEY), body, hashlib.sha256).hexdigest()


def _entry(link: Link, chain: Chain) -> Entry:
    chain.length += 1
    entry = Entry(
        chain=chain.name, number=chain.length, at=link.at, kind=link.kind, what=link.what,
        actor=link.actor, about_kind=link.about_kind, about_id=link.about_id,
        detail=link.detail, previous=chain.seal,
    )  # fmt: skip
    entry.seal = chain.seal = seal_of(entry)
    return entry


def _locked(name: str) -> Chain:
    found = Chain.objects.select_for_update().filter(name=name).first()
    if found is None:
        Chain.objects.get_or_create(name=name)
        found = Chain.objects.select_for_update().get(name=name)
    return found


def append(link: Link) -> Entry:
    """Write one link inside the caller's transaction."""
    chain = _locked(link.post or NETWORK)
    entry = _entry(link, chain)
    entry.save(force_insert=True)
    chain.save(update_fields=["length", "seal"])
    return entry


def append_many(links: Iterable[Link], batch: int = 2000) -> int:
    """Write many links in order, locking each chain once; for demonstration and import only."""
    with transaction.atomic():
        chains: dict[str, Chain] = {}
        entries: list[Entry] = []
        count = 0
        for link in links:
            name = link.post or NETWORK
            if name not in chains:
                chains[name] = _locked(name)
            entries.append(_entry(link, chains[name]))
            count += 1
            if len(entries) >= batch:
                Entry.objects.bulk_create(entries)
                entries.clear()
        Entry.objects.bulk_create(entries)
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


def verify(progress=None) -> tuple[int, list[Break]]:
    """Walk every chain: how many links hold, and the first break of each chain that has one."""
    total = 0
    breaks: list[Break] = []
    for chain in Chain.objects.order_by("name"):
        good, found = _verify_chain(chain)
        total += good
        breaks.extend(found)
        if progress:
            progress(f"{chain.name}: {good}")
    named = Entry.objects.values_list("chain", flat=True).order_by().distinct()
    for name in sorted(set(named) - set(Chain.objects.values_list("name", flat=True))):
        breaks.append(Break(name, 1, "la cadena perdió su cabecera", "the chain lost its head"))
    return total, breaks


def _verify_chain(chain: Chain) -> tuple[int, list[Break]]:
    previous, expected = "", 1
    entries = Entry.objects.filter(chain=chain.name).order_by("number")
    for entry in entries.iterator(chunk_size=5000):
        if entry.number != expected:
            return expected - 1, [
                Break(chain.name, expected, "falta un asiento", "an entry is missing")
            ]
        if entry.previous != previous or not hmac.compare_digest(entry.seal, seal_of(entry)):
            return expected - 1, [
                Break(chain.name, expected, "el asiento fue alterado", "the entry was altered")
            ]
        previous, expected = entry.seal, expected + 1
    if expected - 1 != chain.length or previous != chain.seal:
        return expected - 1, [
            Break(chain.name, expected, "faltan los últimos asientos", "the last entries are gone")
        ]
    return expected - 1, []
