"""Two archives that the server cannot open; one byte, one missing key or one table too many is found."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cauce.cases.actions import save_section
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody import keystore
from cauce.operations.backup import age, archive, copies, making, putting_back, secrets
from cauce.operations.management.commands import restore as restoring
from tests.casework.conftest import open_case

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = "Contó que vivía en la calle de los Tulipanes."


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path / "var", raising=False)
    identity, recipient = age.new_pair()
    (tmp_path / "identity").write_text(f"# en la caja fuerte\n{identity}\n")
    return tmp_path, recipient


def backed_up(place, at=None):
    folder, recipient = place
    made = making.make(folder / "data", folder / "keys", [recipient], at or timezone.now())
    return Path(made["data"]), Path(made["keys"]), folder / "identity"


@pytest.fixture
def case(cast):
    case = open_case(cast)
    save_section(actor=cast.ines.actor, case=case, kind="draft", content=TOLD, seen=0)
    return case


def test_a_pair_is_good_and_says_what_it_holds(case, place):
    data, keys, identity = backed_up(place)
    found = putting_back.restore(data, keys, identity, check=True)
    assert (found.cases, found.without_key) == (1, 0)
    assert found.entries > 0
    assert data.stat().st_mode & 0o077 == keys.stat().st_mode & 0o077 == 0
    assert not list((place[0] / "var").iterdir())


def test_the_data_without_the_keys_hold_nothing_that_was_told(case, place):
    data, keys, identity = backed_up(place)
    words = TOLD.encode()
    assert words not in data.read_bytes() and words not in keys.read_bytes()
    archive.read(data, place[0] / "opened", age.identities(identity))
    opened = [p for p in (place[0] / "opened").rglob("*") if p.is_file()]
    assert opened and not [p for p in opened if words in p.read_bytes()]
    assert keystore.store.key(case.key_id) not in data.read_bytes()


@pytest.mark.parametrize("which", [0, 1])
def test_one_byte_changed_anywhere_is_found(case, place, which):
    made = backed_up(place)
    dice, victim = random.Random(7), made[which]
    whole = victim.read_bytes()
    for _ in range(50):
        where = dice.randrange(len(whole))
        victim.write_bytes(whole[:where] + bytes([whole[where] ^ dice.randint(1, 255)]) + whole[where + 1 :])
        with pytest.raises(BadInput):
            putting_back.restore(*made, check=True)
    victim.write_bytes(whole)
    assert putting_back.restore(*made, check=True).cases == 1


def test_without_the_keys_it_is_refused(case, place):
    data, _, identity = backed_up(place)
    with pytest.raises(BadInput, match="backup of the keys"):
        putting_back.restore(data, None, identity, check=True)


def test_keys_older_than_the_data_are_refused_and_newer_ones_will_do(cast, case, place):
    now = timezone.now()
    _, old, identity = backed_up(place, now - dt.timedelta(hours=1))
    open_case(cast)
    data, _, _ = backed_up(place, now)
    if connection.vendor == "sqlite":
        with pytest.raises(BadInput, match="would have no key"):
            putting_back.restore(data, old, identity, check=True)
    _, newer, _ = backed_up(place, now + dt.timedelta(hours=1))
    assert putting_back.restore(data, newer, identity, check=True).cases == 2


def test_another_identity_opens_nothing(case, place):
    data, keys, identity = backed_up(place)
    identity.write_text(age.new_pair()[0])
    with pytest.raises(BadInput, match="identity is another one"):
        putting_back.restore(data, keys, identity, check=True)


def test_nothing_is_put_over_data_that_are_there(case, place):
    data, keys, identity = backed_up(place)
    before = Case.objects.count()
    with pytest.raises(BadInput, match="nothing is replaced"):
        putting_back.restore(data, keys, identity, check=False)
    assert Case.objects.count() == before


def test_data_and_keys_never_go_to_one_place(case, place):
    folder, recipient = place
    for keys_to in (folder / "data", folder / "data" / "keys"):
        with pytest.raises(BadInput, match="same place"):
            making.make(folder / "data", keys_to, [recipient], timezone.now())


def test_copies_of_keys_go_after_35_days_and_those_of_data_stay(case, place):
    assert secrets.KEYSTORE_BACKUP_DAYS == 35
    now = timezone.now()
    old = backed_up(place, now - dt.timedelta(days=36))
    young = backed_up(place, now - dt.timedelta(days=34))
    backed_up(place, now)
    assert [one.exists() for one in (old[0], old[1], young[1])] == [True, False, True]


def test_a_damaged_database_is_not_backed_up(place, tmp_path, monkeypatch):
    file = tmp_path / "bad.sqlite3"
    store = sqlite3.connect(file)
    store.executescript("CREATE TABLE a (x); CREATE INDEX i ON a (x);")
    store.executemany("INSERT INTO a VALUES (?)", [(os.urandom(900),) for _ in range(60)])
    store.commit()
    store.close()
    whole = bytearray(file.read_bytes())
    whole[4096 * 6 : 4096 * 8] = bytes(8192)
    file.write_bytes(whole)
    monkeypatch.setattr(copies, "_file", lambda: str(file))
    (tmp_path / "out").mkdir()
    with pytest.raises((BadInput, sqlite3.DatabaseError)):
        copies._copy_sqlite(tmp_path / "out")


def test_nobody_named_means_no_backup(case, place, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("backup", to=place[0] / "a", keys_to=place[0] / "b")
    assert ended.value.code == 2
    assert "CAUCE_BACKUP_RECIPIENT" in capsys.readouterr().err
    assert not (place[0] / "a").exists()


def test_an_identity_is_printed_once_and_kept_nowhere(place, capsys):
    call_command("backup", new_recipient=True)
    printed = capsys.readouterr().out
    assert "AGE-SECRET-KEY-1" in printed and "CAUCE_BACKUP_RECIPIENT=age1" in printed
    assert not (place[0] / "var").exists()


@pytest.mark.parametrize(
    ("language", "words"), [("es", "NO se retiró de nuevo"), ("en", "was NOT withdrawn again")]
)
def test_a_restore_that_could_not_withdraw_again_says_so(monkeypatch, capsys, language, words):
    codes = {"withdrawals": 2, "journal": 0}
    monkeypatch.setattr(putting_back, "_run", lambda command, *words: codes[command])
    withdrawn, journal = putting_back._afterwards()
    found = putting_back.Restored("2026-11-28", 3, 0, 9, journal, withdrawn)
    monkeypatch.setattr(restoring, "restore", lambda *given, check: found)
    with pytest.raises(SystemExit) as ended:
        call_command("restore", "a.age", "--identity", "b", "--language", language)
    said = capsys.readouterr().out
    assert ended.value.code == 1 and words in said and "cauce withdrawals replay" in said
