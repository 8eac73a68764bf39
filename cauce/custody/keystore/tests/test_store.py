"""Where keys live: apart, gone when destroyed, and closed when something is wrong."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cauce.custody.keystore import (
    KeyGone,
    KeystoreDown,
    create_key,
    create_keys,
    move_key,
    seal,
    settle_key,
    shred,
    unseal,
)
from cauce.custody.keystore.provider import forget


def wrapped(file: Path, key_id: uuid.UUID) -> bytes:
    with sqlite3.connect(file) as reader:
        [row] = reader.execute("SELECT wrapped FROM wrap WHERE key_id = ?", (key_id.bytes,))
    reader.close()
    return row[0]


def on_disk(file: Path) -> bytes:
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


def test_it_destroys_a_key_for_good_and_leaves_no_byte_of_it(store):
    gone, kept = uuid.uuid4(), uuid.uuid4()
    create_keys([gone, kept], "HOU")
    blob = seal(gone, "here", "told")
    bytes_of_key = wrapped(store, gone)
    assert bytes_of_key in on_disk(store)
    shred(gone)
    with pytest.raises(KeyGone):
        unseal(gone, "here", blob)
    assert bytes_of_key not in on_disk(store)
    assert gone.bytes not in on_disk(store)
    assert wrapped(store, kept) in on_disk(store)


def test_it_does_not_mind_destroying_what_is_not_there(store):
    shred(uuid.uuid4())


def test_it_moves_a_key_to_another_post_and_the_old_wrap_is_gone(store):
    key = uuid.uuid4()
    create_key(key, "HOU")
    before, blob = wrapped(store, key), seal(key, "here", "told")
    move_key(key, "LAR")
    assert unseal(key, "here", blob) == "told"
    assert before in on_disk(store)  # until the case is committed it opens under both
    settle_key(key, "LAR")
    assert unseal(key, "here", blob) == "told"
    assert before not in on_disk(store)


def test_it_does_not_open_a_wrap_that_was_put_under_another_id(store):
    first, second = uuid.uuid4(), uuid.uuid4()
    create_keys([first, second], "HOU")
    blob = seal(first, "here", "told")
    with sqlite3.connect(store) as thief:
        thief.execute("UPDATE wrap SET wrapped = ? WHERE key_id = ?", (wrapped(store, first), second.bytes))
    thief.close()
    with pytest.raises(Exception) as refused:
        unseal(second, "here", blob)
    assert refused.value.id == "sealed"


def test_it_keeps_files_to_itself(store):
    create_key(uuid.uuid4(), "HOU")
    for file in (store, store.parent / "keys.root"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_closes_when_the_store_cannot_be_opened(store, settings):
    key = uuid.uuid4()
    create_key(key, "HOU")
    (store.parent / "file").write_text("no folder")
    settings.KEYSTORE_URL = f"sqlite:///{store.parent / 'file' / 'keys.sqlite3'}"
    for ask in (lambda: seal(key, "here", 1), lambda: create_key(uuid.uuid4(), "HOU")):
        with pytest.raises(KeystoreDown):
            ask()


def test_it_closes_when_its_address_is_not_understood(settings):
    settings.KEYSTORE_URL = "postgres://somewhere/keys"
    with pytest.raises(KeystoreDown):
        seal(uuid.uuid4(), "here", 1)


def test_it_closes_when_the_file_is_no_store(store, settings):
    other = store.parent / "other.sqlite3"
    other.write_bytes(b"not a database at all, only words" * 50)
    settings.KEYSTORE_URL = f"sqlite:///{other}"
    with pytest.raises(KeystoreDown):
        create_key(uuid.uuid4(), "HOU")


def test_it_closes_when_its_table_is_gone_while_it_runs(store):
    key = uuid.uuid4()
    create_key(key, "HOU")
    with sqlite3.connect(store) as thief:
        thief.execute("DROP TABLE wrap")
    thief.close()
    with pytest.raises(KeystoreDown):
        seal(key, "here", 1)


def test_it_makes_no_new_root_when_the_old_one_is_missing(store):
    create_key(uuid.uuid4(), "HOU")
    root = store.parent / "keys.root"
    saved = root.read_bytes()
    root.unlink()
    forget()  # as after a restart
    with pytest.raises(KeystoreDown):
        create_key(uuid.uuid4(), "LAR")
    assert not root.exists()
    root.write_bytes(os.urandom(32))
    root.chmod(0o600)
    forget()
    with pytest.raises(KeystoreDown):
        create_key(uuid.uuid4(), "LAR")
    root.write_bytes(saved)
    forget()
    create_key(uuid.uuid4(), "LAR")


def test_it_answers_many_threads_at_once(store):
    ids = [uuid.uuid4() for _ in range(24)]
    start = threading.Barrier(8)

    def work(part):
        if part < 8:
            start.wait(10)
        create_key(ids[part], "HOU")
        return unseal(ids[part], "here", seal(ids[part], "here", part))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(24))) == list(range(24))


def test_it_opens_its_own_connection_in_a_forked_process(store):
    key = uuid.uuid4()
    create_key(key, "HOU")
    blob = seal(key, "here", "told")
    child = os.fork()
    if child == 0:
        try:
            good = unseal(key, "here", blob) == "told"
            create_key(uuid.UUID(int=5), "HOU")
        except BaseException:  # noqa: BLE001 - a child must not run the rest of the tests
            good = False
        os._exit(0 if good else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert seal(uuid.UUID(int=5), "here", "from the parent")
