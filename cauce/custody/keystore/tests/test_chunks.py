"""A sealed file opens whole or not at all, and shows nothing of itself."""

from __future__ import annotations

import os
import uuid

import pytest

from cauce.custody.keystore import (
    File,
    KeyGone,
    Sealed,
    create_key,
    open_file,
    seal,
    seal_file,
    shred,
    unseal,
)
from cauce.custody.keystore.chunks import PIECE, is_file
from cauce.custody.keystore.rotation import renew

CASE = uuid.UUID(int=7)
HERE = f"collection.arrival|{CASE}|file:1|1"
HEAD, FIRST, EACH = 34 + 16, 1024 + 28, PIECE + 28
PHOTO = File("lupita-ferrer.jpg", "image/jpeg", os.urandom(2 * PIECE + 5000))


@pytest.fixture(autouse=True)
def key():
    create_key(CASE, "HOU")


@pytest.fixture
def blob():
    return seal_file(CASE, HERE, PHOTO)


def pieces(blob: bytes) -> list[bytes]:
    rest = blob[HEAD + FIRST :]
    return [rest[at : at + EACH] for at in range(0, len(rest), EACH)]


def put_together(blob: bytes, parts: list[bytes]) -> bytes:
    return blob[: HEAD + FIRST] + b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_it_opens_what_it_sealed_at_every_edge(size):
    file = File("a.bin", "", os.urandom(size))
    assert open_file(CASE, HERE, seal_file(CASE, HERE, file)) == file


def test_name_and_kind_are_inside(blob):
    assert open_file(CASE, HERE, blob) == PHOTO
    assert b"lupita" not in blob and b"image/jpeg" not in blob
    assert is_file(blob) and not is_file(seal(CASE, HERE, "x"))


def test_a_file_that_was_cut_is_refused(blob):
    first, second, last = pieces(blob)
    for kept in (
        [first, second],
        [first],
        [],
        [first, second, last[:-1]],
        [first, second, last[:20]],
    ):
        with pytest.raises(Sealed):
            open_file(CASE, HERE, put_together(blob, kept))
    for length in (0, 1, 17, 33, HEAD, HEAD + 100, HEAD + FIRST):
        with pytest.raises(Sealed):
            open_file(CASE, HERE, blob[:length])


def test_pieces_in_another_order_doubled_or_added_are_refused(blob):
    first, second, last = pieces(blob)
    for parts in (
        [second, first, last],
        [first, first, second, last],
        [first, second, last, last],
        [first, last],
        [last],
        [first, second, last, b"more"],
    ):
        with pytest.raises(Sealed):
            open_file(CASE, HERE, put_together(blob, parts))


def test_pieces_of_another_file_of_the_same_place_are_refused(blob):
    other = seal_file(CASE, HERE, File(PHOTO.name, PHOTO.kind, os.urandom(len(PHOTO.data))))
    first, second, last = pieces(blob)
    with pytest.raises(Sealed):
        open_file(CASE, HERE, put_together(blob, [first, pieces(other)[1], last]))
    with pytest.raises(Sealed):
        open_file(CASE, HERE, other[: HEAD + FIRST] + b"".join([first, second, last]))


def test_it_opens_at_its_place_alone_and_is_no_section(blob):
    for elsewhere in (HERE.replace("file:1", "file:2"), HERE + "|0", ""):
        with pytest.raises(Sealed):
            open_file(CASE, elsewhere, blob)
    with pytest.raises(Sealed):
        unseal(CASE, HERE, blob)
    with pytest.raises(Sealed):
        open_file(CASE, HERE, seal(CASE, HERE, "x" * 5000))


def test_it_follows_the_key_renewed_and_destroyed(blob):
    renew(CASE)
    assert open_file(CASE, HERE, blob) == PHOTO
    shred(CASE)
    with pytest.raises(KeyGone):
        open_file(CASE, HERE, blob)
