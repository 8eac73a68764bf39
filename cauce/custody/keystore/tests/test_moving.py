"""A key goes to another post, and whatever cuts it, it opens and ends under one post."""

from __future__ import annotations

import uuid

import pytest

from cauce.custody.keystore import KeyGone, create_key, move_key, moving, seal, settle_key, shred, unseal
from cauce.custody.keystore.file import answering
from cauce.custody.keystore.moving import recover, unsettled
from cauce.custody.keystore.rotation import renew, rotate

CASE = uuid.UUID(int=3)


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch):
    monkeypatch.setattr(moving, "asked", lambda _: [])
    create_key(CASE, "HOU")


@pytest.fixture
def owned_by(monkeypatch):
    """Say who alone knows to which post keys belong."""
    return lambda posts_of: monkeypatch.setattr(moving, "asked", lambda _: [(None, posts_of)])


def posts() -> set[str]:
    with answering() as store:
        rows = store.execute("SELECT DISTINCT post FROM wrap WHERE key_id = ?", (CASE.bytes,))
        return {row[0] for row in rows}


@pytest.mark.parametrize("post", ["HOU", "LAR"])
def test_what_was_cut_is_ended_towards_the_post_of_the_case(post, owned_by):
    blob = seal(CASE, "here", "told")
    move_key(CASE, "LAR")
    assert posts() == {"HOU", "LAR"} and unseal(CASE, "here", blob) == "told"
    owned_by(lambda keys: {key: post for key in keys if key == CASE})
    assert recover() == 0  # it may be under way: nothing is touched yet
    assert posts() == {"HOU", "LAR"}
    assert recover(older=0) == 1
    assert posts() == {post} and unseal(CASE, "here", blob) == "told"
    assert recover(older=0) == 0


def test_a_key_that_nobody_owns_is_left_and_opens(owned_by):
    blob = seal(CASE, "here", "told")
    move_key(CASE, "LAR")
    owned_by(lambda keys: {})
    assert recover(older=0) == 0 and unsettled(older=0) == [CASE]
    assert unseal(CASE, "here", blob) == "told"


def test_settling_makes_the_wrap_that_is_missing_before_it_deletes_one():
    blob = seal(CASE, "here", "told")
    settle_key(CASE, "LAR")
    assert posts() == {"LAR"} and unseal(CASE, "here", blob) == "told"


def test_renewed_and_rotated_in_between_it_still_ends_whole(owned_by):
    before = seal(CASE, "here", "before")
    move_key(CASE, "LAR")
    renew(CASE)
    after = seal(CASE, "here", "after")
    rotate("HOU")
    rotate("LAR")
    owned_by(lambda keys: dict.fromkeys(keys, "LAR"))
    assert recover(older=0) == 1
    assert [unseal(CASE, "here", one) for one in (before, after)] == ["before", "after"]
    assert posts() == {"LAR"}


def test_a_key_that_is_gone_does_not_move():
    shred(CASE)
    for do in (move_key, settle_key):
        with pytest.raises(KeyGone):
            do(CASE, "LAR")


def test_destroyed_while_it_lies_under_two_posts_it_is_gone_under_both():
    blob = seal(CASE, "here", "told")
    move_key(CASE, "LAR")
    shred(CASE)
    assert posts() == set()
    with pytest.raises(KeyGone):
        unseal(CASE, "here", blob)
