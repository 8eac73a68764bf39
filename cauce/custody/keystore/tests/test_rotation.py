"""Keys change while everybody works, and what was old opens nothing."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import uuid

import pytest

from cauce.custody.keystore import KeyGone, KeystoreDown, Sealed, create_key, create_keys, seal, unseal
from cauce.custody.keystore import store as counted
from cauce.custody.keystore.file import answering, connection
from cauce.custody.keystore.provider import forget
from cauce.custody.keystore.rotation import (
    destroy_retired,
    in_use,
    renew,
    retired,
    rotate,
    rotate_root,
    worn_out,
)


def versions(post: str) -> list[int]:
    with answering() as store:
        return [
            row[0]
            for row in store.execute("SELECT version FROM kek WHERE post = ? ORDER BY version", (post,))
        ]


def at_another_place(copy, settings) -> None:
    """From now on the keystore is this file."""
    copy.chmod(0o600)
    settings.KEYSTORE_URL = f"sqlite:///{copy}"


def test_it_wraps_everything_again_and_destroys_the_old_key(held, store):
    cases = [uuid.uuid4() for _ in range(700)]
    create_keys(cases, "HOU")
    create_key(other := uuid.uuid4(), "LAR")
    blobs = [seal(case, "here", str(case)) for case in cases]
    kept = seal(other, "here", "LAR")
    done = rotate("HOU")
    assert (done.post, done.version, done.wrapped, done.destroyed) == ("HOU", 2, 700, 1)
    assert versions("HOU") == [2] and versions("LAR") == [1]
    assert [unseal(c, "here", b) for c, b in zip(cases, blobs, strict=True)] == list(map(str, cases))
    assert unseal(other, "here", kept) == "LAR"


def test_it_rotates_under_load_without_one_error(held):
    cases = [uuid.uuid4() for _ in range(300)]
    create_keys(cases, "HOU")
    blobs = {case: seal(case, "here", str(case)) for case in cases}
    over, wrong, done = threading.Event(), [], [0]

    def work(part: int) -> None:
        try:
            while not over.is_set():
                for case in cases[part::4]:
                    assert unseal(case, "here", blobs[case]) == str(case)
                    assert unseal(case, "there", seal(case, "there", 1)) == 1
                    done[0] += 1
                create_key(uuid.uuid4(), "HOU")
        except Exception as problem:  # noqa: BLE001 - whatever it is, it must not happen
            wrong.append(repr(problem))

    threads = [threading.Thread(target=work, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        rotate("HOU")
    over.set()
    for thread in threads:
        thread.join(30)
    assert wrong == [] and done[0] > 100
    rotate("HOU")
    assert len(versions("HOU")) == 1


def test_an_interrupted_rotation_is_ended_by_the_next(store, monkeypatch):
    from cauce.custody.keystore import rotation

    cases = [uuid.uuid4() for _ in range(600)]
    create_keys(cases, "HOU")
    blobs = [seal(case, "here", 1) for case in cases]
    wraps = rotation._next
    calls = []

    def cut(post, version):
        calls.append(post)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return wraps(post, version)

    monkeypatch.setattr(rotation, "_next", cut)
    with pytest.raises(KeyboardInterrupt):
        rotate("HOU")
    assert versions("HOU") == [1, 2]
    assert all(unseal(c, "here", b) == 1 for c, b in zip(cases, blobs, strict=True))
    monkeypatch.setattr(rotation, "_next", wraps)
    rotate("HOU")
    assert versions("HOU") == [3]


def test_an_old_copy_of_the_store_opens_nothing_once_the_module_changed_the_key(
    token, store, settings, tmp_path
):
    _, settings.KEYSTORE_PROVIDER, settings.KEYSTORE_PIN_FILE = token
    case = uuid.uuid4()
    create_key(case, "HOU")
    blob = seal(case, "here", "told")
    old = tmp_path / "old.sqlite3"
    connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(store, old)
    rotate("HOU")
    assert unseal(case, "here", blob) == "told"
    at_another_place(old, settings)
    with pytest.raises(KeyGone):
        unseal(case, "here", blob)


def test_an_old_copy_of_the_store_opens_nothing_under_a_new_root(store, settings, tmp_path):
    case = uuid.uuid4()
    create_key(case, "HOU")
    blob = seal(case, "here", "told")
    connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old = tmp_path / "old.sqlite3"
    shutil.copy(store, old)
    before = settings.KEYSTORE_ROOT.read_bytes()
    assert rotate_root() == 1
    assert settings.KEYSTORE_ROOT.read_bytes() != before and len(before) == 32
    assert unseal(case, "here", blob) == "told"
    forget()  # as after a restart
    assert unseal(case, "here", blob) == "told"
    at_another_place(old, settings)
    forget()
    with pytest.raises(KeystoreDown):
        unseal(case, "here", blob)


def test_old_wraps_put_into_the_new_store_open_nothing(store):
    case = uuid.uuid4()
    create_key(case, "HOU")
    blob = seal(case, "here", "told")
    with answering() as keys:
        [old] = keys.execute("SELECT wrapped FROM wrap").fetchone()
        rotate("HOU")
        keys.execute("UPDATE wrap SET wrapped = ?", (old,))
    with pytest.raises(Sealed):
        unseal(case, "here", blob)


def test_a_post_without_a_key_has_nothing_to_rotate():
    with pytest.raises(KeyGone):
        rotate("HOU")


def test_it_renews_the_key_of_one_case_in_two_steps():
    case = uuid.uuid4()
    create_key(case, "HOU")
    before = seal(case, "here", "before")
    first = in_use(case)
    assert first == case
    second = renew(case)
    after = seal(case, "here", "after")
    assert in_use(case) == second != first
    assert [unseal(case, "here", one) for one in (before, after)] == ["before", "after"]
    assert retired() == {}  # a request under way may still seal with the old one
    assert retired(older=0) == {case: {first}}
    assert destroy_retired(lambda key: {first, second}, older=0) == ([], [case])
    assert unseal(case, "here", before) == "before"
    assert destroy_retired(lambda key: {second}, older=0) == ([case], [])
    with pytest.raises(Sealed):
        unseal(case, "here", before)
    assert unseal(case, "here", after) == "after"


def test_a_renewed_key_rotates_and_shreds_like_any_other(store):
    from cauce.custody.keystore import shred

    case = uuid.uuid4()
    create_key(case, "HOU")
    renew(case)
    blob = seal(case, "here", 1)
    assert rotate("HOU").wrapped == 2
    assert unseal(case, "here", blob) == 1
    shred(case)
    with pytest.raises(KeyGone):
        unseal(case, "here", blob)
    with answering() as keys:
        assert keys.execute("SELECT count(*) FROM wrap").fetchone() == (0,)


def test_writes_are_counted_and_a_worn_out_key_is_named(monkeypatch):
    case = uuid.uuid4()
    create_key(case, "HOU")
    monkeypatch.setattr(counted, "_by_chance", lambda: True)
    for _ in range(3):
        seal(case, "here", 1)
    with answering() as keys:
        assert keys.execute("SELECT writes FROM wrap").fetchone() == (3 * counted.SAMPLE,)
        assert worn_out() == []
        keys.execute("UPDATE wrap SET writes = ?", (counted.MOST_WRITES - counted.SAMPLE,))
    seal(case, "here", 1)
    assert worn_out() == [case]
    renew(case)
    assert worn_out() == []


def test_one_write_in_four_thousand_is_counted(monkeypatch):
    draws = [n.to_bytes(2) for n in range(2**16)]
    monkeypatch.setattr(counted.os, "urandom", lambda size: draws.pop())
    assert sum(counted._by_chance() for _ in range(2**16)) * counted.SAMPLE == 2**16


def test_it_reads_a_store_and_a_blob_from_before_keys_could_be_renewed(store):
    import os

    from cauce.custody.keystore.aead import _check, encrypt, pad
    from cauce.custody.keystore.provider import provider

    case, secret = uuid.uuid4(), os.urandom(32)
    kek = provider().new_version("HOU", 1)
    wrapped = provider().wrap(kek, secret, case.bytes + b"HOU")
    store.touch(0o600)
    with sqlite3.connect(store) as first:
        first.execute(
            "CREATE TABLE kek (post TEXT NOT NULL, version INTEGER NOT NULL,"
            " wrapped BLOB NOT NULL, PRIMARY KEY (post, version))"
        )
        first.execute(
            "CREATE TABLE wrap (key_id BLOB PRIMARY KEY, post TEXT NOT NULL,"
            " version INTEGER NOT NULL, wrapped BLOB NOT NULL) WITHOUT ROWID"
        )
        first.execute("INSERT INTO kek VALUES ('HOU', 1, ?)", (kek.material,))
        first.execute("INSERT INTO wrap VALUES (?, 'HOU', 1, ?)", (case.bytes, wrapped))
    first.close()
    old = b"\x01" + _check(secret) + encrypt(secret, pad(b'"told"'), b"here")
    assert unseal(case, "here", old) == "told"
    with pytest.raises(Sealed):
        unseal(case, "there", old)
    assert unseal(case, "here", seal(case, "here", "now")) == "now"
    rotate("HOU")
    assert unseal(case, "here", old) == "told"
