"""Any three shares rebuild; two never do; nothing of them is written anywhere."""

from __future__ import annotations

import itertools
import os
import uuid

import pytest

from cauce.content.errors import CauceError
from cauce.custody.keystore import KeystoreDown, create_key, seal, unseal
from cauce.custody.keystore.escrow import (
    BadShares,
    combine,
    escrow_public,
    mark_of,
    new_escrow,
    rebuild,
    root,
    split,
)
from cauce.custody.keystore.holders import close_reserved, open_reserved
from cauce.custody.keystore.provider import forget

CASE = uuid.UUID(int=9)


def test_every_three_of_five_rebuild_and_no_two_do():
    secret = os.urandom(32)
    shares = split(secret)
    assert len(set(shares)) == 5
    threes = list(itertools.combinations(shares, 3))
    assert len(threes) == 10 and {combine(three) for three in threes} == {secret}
    for two in itertools.combinations(shares, 2):
        with pytest.raises(BadShares):
            combine(two)
    assert combine(shares) == secret


def test_shares_mistyped_doubled_or_of_another_split_rebuild_nothing():
    first, second = split(os.urandom(32)), split(os.urandom(32))
    words = first[2].split()
    for wrong in (
        [first[0], first[0], first[1]],
        [*first[:2], second[2]],
        [*first[:2], " ".join([*words[:-1], "academic"])],
        [*first[:2], "hola"],
        [],
    ):
        with pytest.raises(BadShares):
            combine(wrong)
    assert combine([one.upper() + "  " for one in first[:3]])  # as somebody may type them


def test_the_root_is_rebuilt_where_it_was_lost_and_only_the_right_one(settings):
    create_key(CASE, "HOU")
    blob, shares, mark = seal(CASE, "here", "told"), split(root()), mark_of(root())
    with pytest.raises(CauceError, match="already"):
        rebuild(shares[:3])
    settings.KEYSTORE_ROOT.unlink()
    forget()
    with pytest.raises(KeystoreDown):
        unseal(CASE, "here", blob)
    with pytest.raises(BadShares):
        rebuild(shares[:2])
    with pytest.raises(KeystoreDown):
        rebuild(split(os.urandom(32))[:3])
    assert not settings.KEYSTORE_ROOT.exists()
    assert rebuild(shares[2:]) == mark
    assert settings.KEYSTORE_ROOT.stat().st_mode & 0o077 == 0
    assert unseal(CASE, "here", blob) == "told"


def test_the_escrow_opens_a_reserved_text_when_nobody_else_can(store):
    assert escrow_public() is None
    shares = new_escrow()
    kept = close_reserved("Dónde duerme.", {"escrow": escrow_public()}, "here")
    assert open_reserved(kept, "escrow", combine(shares[1:4]), "here") == "Dónde duerme."


def test_no_share_is_kept_or_logged(store, caplog, capfd):
    shares = new_escrow()
    private = combine(shares[:3])
    files = b"".join(part.read_bytes() for part in store.parent.rglob("*") if part.is_file())
    assert escrow_public() in files  # the search finds what is there
    assert private not in files and shares[0].encode() not in files
    said = capfd.readouterr()
    assert not any(word in caplog.text + said.out + said.err for word in shares[0].split()[4:9])
