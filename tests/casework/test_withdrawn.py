"""A backup of before is put back: nothing that was withdrawn, ended or erased since comes back with it."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from django.db import transaction

from cauce.custody.journal import ledger, withdrawing
from cauce.custody.journal.models import Entry, LedgerRow
from cauce.custody.journal.withdrawing_again import catch_up
from cauce.custody.keystore import file as keystore
from tests.withdrawn import Thing
from tests.withdrawn_cases import things

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_pairs")]
COUNT, LEFT_ALONE = 200, 34


class Copy:
    """The database and the keystore as they are now, to be put back."""

    def __init__(self, folder) -> None:
        self.aside, self.point = folder / "keys", transaction.savepoint()
        with closing(sqlite3.connect(self.aside)) as file:
            keystore.connection().backup(file)

    def put_back(self) -> None:
        transaction.savepoint_rollback(self.point)
        self.point = transaction.savepoint()
        with closing(sqlite3.connect(self.aside)) as file:
            file.backup(keystore.connection())


def chosen(found: list[Thing], rng: random.Random) -> tuple[list[Thing], list[Thing]]:
    """Those to withdraw in a random order, at least one of each kind, and those left alone."""
    rng.shuffle(found)
    of, left = Counter(one.kind for one in found), []
    for one in found:
        if len(left) < LEFT_ALONE and of[one.kind] > 1:
            of[one.kind] -= 1
            left.append(one)
    return [one for one in found if one not in left], left


def open_of(found: list[Thing]) -> Counter[str]:
    return Counter(one.kind for one in found if one.is_open())


def written() -> int:
    return len(list(ledger.lines()))


@pytest.fixture
def list_file(tmp_path, settings):
    settings.RETENTION_LEDGER = tmp_path / "withdrawn.jsonl"
    return settings.RETENTION_LEDGER


def test_of_two_hundred_that_were_withdrawn_none_comes_back_and_nothing_else_is_taken(
    cast, list_file, tmp_path, monkeypatch
):
    rng = random.Random(20261128)
    found = things(cast, rng, 10)
    withdrawn, left = chosen(found, rng)
    every = Counter(one.kind for one in withdrawn)
    assert len(withdrawn) == COUNT and set(every) == set(withdrawing.kinds())
    assert open_of(found) == Counter(one.kind for one in found)
    before, reached = Copy(tmp_path), written()
    for one in withdrawn:
        one.end()
    assert not open_of(withdrawn) and open_of(left) == Counter(one.kind for one in left)
    before.put_back()
    assert open_of(withdrawn) == every, "the copy brought everything back"
    lines = list_file.read_bytes()
    assert ledger.behind() == written() - reached >= COUNT
    # Were a kind not known, or its way to end again not to do it, this would see it come back.
    with monkeypatch.context() as patched:
        for kind in withdrawing.kinds():
            patched.setitem(withdrawing._AGAIN, kind, lambda ids, at, **detail: 0)
        catch_up()
        assert open_of(withdrawn) == every
    before.put_back()
    catch_up()
    assert open_of(withdrawn) == {} and open_of(left) == Counter(one.kind for one in left)
    assert ledger.behind() == 0 and list_file.read_bytes() == lines, "to replay writes no line"
    assert Entry.objects.filter(what="withdrawal.replay").count() == written() - reached
    # A second time it changes nothing: what was erased is only looked at again.
    LedgerRow.objects.all().delete()
    assert catch_up()["open"] == every["erasure"]
    assert open_of(left) == Counter(one.kind for one in left)
    assert catch_up() == {"lines": 0, "open": 0}
