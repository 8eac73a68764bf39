"""The auditor's look-ups: who looked at whom, one kind of entry, what is out of the ordinary.

Every one of them is an entry itself. Pages follow a mark (instant and id), so that the last page of
three million entries costs what the first does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from cauce.custody.journal.rules import Look
from cauce.rules.permissions import SYSTEM, Actor

from .access import MOST, READ
from .door import ACTS, check_may, record_read
from .hidden_entries import shown_to
from .integrity import remembered
from .models import Entry

READABLE = 20_000  # entries weighed at once for what is out of the ordinary
Pairs = Sequence[tuple[str, str]]  # kind and id of what an entry is about


@dataclass(frozen=True, slots=True)
class Found:
    """Entries, newest first; ``older``: the mark of the next page, '' at the end."""

    entries: list[Entry]
    older: str


def _before(rows: QuerySet[Entry], mark: str) -> QuerySet[Entry]:
    """Entries before a mark; a mark that is none is no mark."""
    micros, _, id = mark.partition("-")
    if not (micros.isdecimal() and id.isdecimal() and len(micros) < 17 and len(id) < 19):
        return rows
    at = dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(microseconds=int(micros))
    return rows.filter(Q(at__lt=at) | Q(at=at, id__lt=int(id)))


def _mark(entry: Entry) -> str:
    since = entry.at - dt.datetime.fromtimestamp(0, dt.UTC)
    return f"{since // dt.timedelta(microseconds=1)}-{entry.id}"


def _page(actor: Actor, rows: QuerySet[Entry], mark: str) -> Found:
    found = list(_before(shown_to(actor, rows), mark).order_by("-at", "-id")[: MOST + 1])
    return Found(found[:MOST], _mark(found[MOST - 1]) if len(found) > MOST else "")


def _about(pairs: Pairs) -> Q:
    which = Q(pk__in=[])
    for kind, id in pairs:
        which |= Q(about_kind=kind, about_id=id)
    return which


def by_person(actor: Actor, user: str, mark: str = "") -> Found:
    """What one account read and was refused. Raises ``Absent``."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "journal.looked", about=("user", user), post=None)
        return _page(actor, Entry.objects.filter(actor=user, kind__in=("read", "refused")), mark)


def by_case(actor: Actor, case: str, pairs: Pairs, mark: str = "") -> Found:
    """Who read, or tried to read, one case and what belongs to it. Raises ``Absent``."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "journal.looked", about=("case", case), post=None)
        return _page(actor, Entry.objects.filter(_about(pairs), kind__in=("read", "refused")), mark)


def of_names(actor: Actor, tab: str, names: Sequence[str], mark: str = "") -> Found:
    """Entries with one of these names, whatever their kind. Raises ``Absent``."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "journal.tab", about=("tab", tab), post=None)
        return _page(actor, Entry.objects.filter(what__in=list(names)), mark)


def refusals(actor: Actor, mark: str = "") -> Found:
    """What was refused, by an index of refusals alone. Raises ``Absent``."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "journal.tab", about=("tab", "refusals"), post=None)
        rows = shown_to(actor, Entry.objects.filter(kind="refused"))
        start = mark.rpartition("-")[2]
        if start.isdecimal() and len(start) < 19:
            rows = rows.filter(id__lt=int(start))
        found = list(rows.order_by("-id")[: MOST + 1])
        older = _mark(found[MOST - 1]) if len(found) > MOST else ""
        return Found(found[:MOST], older)


def names_with(*prefixes: str, more: Sequence[str] = ()) -> list[str]:
    """Acts whose name begins with one of these, and other names that are known."""
    return sorted({name for name in ACTS if name.startswith(prefixes)} | set(more))


def looks(actor: Actor, since: dt.datetime) -> tuple[list[Look], bool]:
    """The newest entries of people since then, and whether there were more than can be weighed."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "journal.unusual", about=("tab", "unusual"), post=None)
        rows = shown_to(actor, Entry.objects.order_by("-id")).values_list(
            "actor", "at", "kind", "what", "about_kind", "about_id", "chain"
        )[:READABLE]
        found = [
            Look(who, at, kind, what, about_kind, about_id, None if chain == "network" else chain)
            for who, at, kind, what, about_kind, about_id, chain in rows
            if at >= since and who != SYSTEM.user
        ]
    return found, len(found) == READABLE


def reads_about(actor: Actor, thing: Any, pairs: Pairs, most: int = 2000) -> list[Entry]:
    """Who read something of a case that the caller already looked up, newest first.

    For the sheet of the person herself; the caller wrote down the read. Raises ``Absent``.
    """
    check_may(actor, "case.read", thing)
    rows = Entry.objects.filter(_about(pairs), kind="read")
    return list(rows.order_by("-at", "-id")[:most])


def between(
    pairs: Pairs, since: dt.datetime, until: dt.datetime, names: Sequence[str], most: int = 2000
) -> list[Entry]:
    """Entries of these names about some things, in a span of time, the oldest first.

    For a page of whoever may see these things, already looked up; the caller wrote down the read.
    """
    rows = Entry.objects.filter(_about(pairs), what__in=list(names), at__gte=since, at__lte=until)
    return list(rows.order_by("at", "id")[:most])


def last_anchor(actor: Actor) -> dt.datetime | None:
    """When the heads were last anchored; None: never. Raises ``Absent``."""
    check_may(actor, READ)
    return remembered()[1]


def opened(actor: Actor) -> None:
    """The page of the search was opened; nothing was looked for yet. Raises ``Absent``."""
    check_may(actor, READ)
    with transaction.atomic():
        record_read(actor, "journal.looked", about=("tab", "looked"), post=None)
