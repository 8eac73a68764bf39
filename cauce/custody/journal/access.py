"""The only look-ups of the journal; reading it is itself written down in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from cauce.rules.permissions import Actor

from .chain import Break, verify_chain
from .door import ACTS, Absent, check_may, record_read
from .hidden_entries import shown_to
from .models import Chain, Entry, Submission

READ = "journal.read"
MOST = 40
WALKABLE = 200_000  # longer chains are walked by the command, not while somebody waits


@dataclass(frozen=True, slots=True)
class Page:
    """Entries as they were written, newest first. ``older`` and ``newer``: None at the ends."""

    entries: list[Entry]
    older: int | None
    newer: int | None


@dataclass(frozen=True, slots=True)
class Verified:
    """What walking a chain found. ``links`` None: it is too long to be walked here."""

    chain: str
    links: int | None
    breaks: Sequence[Break]


def chains(actor: Actor) -> list[Chain]:
    """Every chain, by name. Raises ``Absent``."""
    check_may(actor, READ)
    return list(Chain.objects.order_by("name"))


def heads_that_differ(actor: Actor) -> list[str]:
    """Chains whose last entry is not the one their head names: the quick look, not the whole walk."""
    check_may(actor, READ)
    last = Entry.objects.filter(chain=OuterRef("name"), number=OuterRef("length"))
    beyond = Entry.objects.filter(chain=OuterRef("name"), number__gt=OuterRef("length"))
    rows = Chain.objects.filter(length__gt=0).annotate(
        last=Subquery(last.values("seal")[:1]), more=Subquery(beyond.values("id")[:1])
    )
    whole = rows.filter(last=F("seal"), more=None).values("name")
    return list(rows.exclude(name__in=whole).order_by("name").values_list("name", flat=True))


def page(actor: Actor, *, chain: str = "", kind: str = "", what: str = "", start: int | None = None) -> Page:
    """Entries in the order in which they were written, newest first; the read is written down.

    ``start`` None: from the newest; else entries before that id. Empty filters: all.
    """
    check_may(actor, READ)
    rows = shown_to(actor, Entry.objects.order_by("-id"))
    for name, value in (("chain", chain), ("kind", kind), ("what", what)):
        if value:
            rows = rows.filter(**{name: value})
    with transaction.atomic():
        newer = None
        if start is not None:
            after = rows.filter(id__gte=start).reverse().values_list("id", flat=True)[:MOST]
            newer = max(after) + 1 if after else None
        here = rows if start is None else rows.filter(id__lt=start)
        found = list(here[: MOST + 1])
        record_read(
            actor,
            "journal.page",
            about=("chain", chain or "all"),
            post=None,
            **{name: value for name, value in (("of_kind", kind), ("of_what", what)) if value},
        )
    shown = found[:MOST]
    older = shown[-1].id if len(found) > MOST else None
    return Page(shown, older, newer)


def walk(actor: Actor, chain: str) -> Verified:
    """Check one chain link by link; that it was checked is written down. Raises ``Absent``."""
    check_may(actor, READ)
    found = Chain.objects.filter(name=chain).first()
    if found is None:
        raise Absent()
    if found.length > WALKABLE:
        return Verified(chain, None, ())
    links, breaks = verify_chain(found, {})
    with transaction.atomic():
        record_read(actor, "journal.verify", about=("chain", chain), post=None, links=links)
    return Verified(chain, links, breaks)


def was_done(actor: Actor, once: UUID) -> bool:
    """Whether this person's form with this key did something already, whatever act it was."""
    keys = [uuid5(once, name) for name in ACTS]
    return Submission.objects.filter(actor=actor.user, key__in=keys).exists()
