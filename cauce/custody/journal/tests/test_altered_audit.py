"""A06: whoever owns the database and alters the journal is found, every time; nobody else is accused."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import transaction
from django.db.models import F

from cauce.custody.journal import anchors, keys
from cauce.custody.journal.chain import Link, append, append_many, verify
from cauce.custody.journal.models import Chain, Entry

AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)
LENGTH, ROUNDS = 40, 100


class Undo(Exception):
    """Takes a tampering back."""


def write(length: int = LENGTH, post: str = "HOU") -> None:
    append_many(
        Link("read", "case.page", f"user{n % 5}", AT + dt.timedelta(minutes=n), post, "case", str(n))
        for n in range(length)
    )


def rows():
    return Entry.objects.filter(chain="HOU")


def move(numbers, by: int) -> None:
    """Renumber one by one, in the order in which no number is taken."""
    for number in numbers:
        rows().filter(number=number).update(number=F("number") + by)


def update(at: int) -> int:
    rows().filter(number=at).update(actor="nobody")
    return at


def delete(at: int) -> int:
    """Remove one, and close the gap so that nothing seems to lack."""
    rows().filter(number=at).delete()
    move(range(at + 1, LENGTH + 1), -1)
    last = rows().get(number=LENGTH - 1)
    Chain.objects.filter(name="HOU").update(length=LENGTH - 1, seal=last.seal)
    return at


def reorder(at: int) -> int:
    first = min(at, LENGTH - 1)
    rows().filter(number=first).update(number=9999)
    move([first + 1], -1)
    rows().filter(number=9999).update(number=first + 1)
    return first


def insert(at: int) -> int:
    """Put one in between, as well as can be without the key."""
    move(range(LENGTH, at, -1), 1)
    before = rows().get(number=at)
    Entry.objects.create(
        chain="HOU",
        number=at + 1,
        at=AT,
        kind="act",
        what="case.open",
        actor="user1",
        previous=before.seal,
        seal=f"{random.getrandbits(256):064x}",  # noqa: S311
    )
    Chain.objects.filter(name="HOU").update(length=F("length") + 1)
    return at + 1


def truncate(at: int) -> int:
    """Cut the newest and set the head to what is left: no seal is wrong."""
    kept = max(1, at - 1)
    rows().filter(number__gt=kept).delete()
    Chain.objects.filter(name="HOU").update(length=kept, seal=rows().get(number=kept).seal)
    return kept + 1


TAMPERINGS = (update, delete, reorder, insert, truncate)


def heads() -> anchors.Anchored:
    return anchors.check([anchors.make(1, "", AT)], keys.public_keys())


def found_after(tamper, at: int, seen) -> tuple[int, list[int]]:
    """The number that should be named, and those that are; then the tampering is taken back."""
    wanted, named = 0, []
    try:
        with transaction.atomic():
            wanted = tamper(at)
            named = [b.number for b in verify(heads=seen)[1] if b.number and b.chain == "HOU"]
            raise Undo
    except Undo:
        return wanted, named


@pytest.mark.django_db
@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda one: one.__name__)
def test_A06_it_finds_each_tampering_at_a_hundred_places_and_names_the_first_entry(dba, tamper):
    write()
    write(7, "LAR")
    seen = heads().heads
    chance = random.Random(tamper.__name__)  # noqa: S311
    places = [chance.randint(1, LENGTH) for _ in range(ROUNDS)]
    missed = [
        (at, wanted, named)
        for at in places
        for wanted, named in [found_after(tamper, at, seen)]
        if named != [wanted]
    ]
    assert missed == []


@pytest.mark.django_db
def test_A06_it_accuses_nobody_in_ten_clean_runs(db):
    for run in range(10):
        write(20 + run)
        seen = heads()
        write(3)
        assert (verify(heads=seen.heads)[1], seen.faults) == ([], [])


@pytest.mark.django_db
def test_A06_without_an_anchor_a_cut_end_would_not_be_found(dba):
    """Otherwise the anchors would be for nothing."""
    write()
    assert found_after(truncate, 30, {}) == (30, [])
    assert found_after(truncate, 30, heads().heads) == (30, [30])


@pytest.mark.django_db
def test_A06_it_finds_that_a_whole_chain_is_gone_or_begun_anew(dba):
    write()
    seen = heads().heads
    with transaction.atomic():
        rows().delete()
        Chain.objects.filter(name="HOU").delete()
    assert [(b.chain, b.number) for b in verify(heads=seen)[1] if b.number] == [("HOU", 1)]
    append(Link("act", "case.open", "user1", AT, "HOU"))
    assert [(b.chain, b.number) for b in verify(heads=seen)[1] if b.number] == [("HOU", 2)]
    write()  # as long as before, each seal right, and another story
    assert [(b.chain, b.number) for b in verify(heads=seen)[1] if b.number] == [("HOU", LENGTH)]
