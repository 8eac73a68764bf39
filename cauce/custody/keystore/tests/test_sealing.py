"""A sealed part opens only where it was sealed, whole, and tells nothing by its length."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.custody.keystore import Blob, Sealed, create_key, seal, unseal, unseal_many
from tests.profiles import examples

CASE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
HERE = f"cases.section|{CASE}|narrative|1"
TOLD = {"told": "Le quitaron el pasaporte. ñ 🌿"}


@pytest.fixture
def blob():
    create_key(CASE, "HOU")
    create_key(OTHER, "HOU")
    return seal(CASE, HERE, TOLD)


def test_it_opens_what_it_sealed(blob):
    assert unseal(CASE, HERE, blob) == TOLD
    assert b"pasaporte" not in blob


@pytest.mark.parametrize(
    "elsewhere",
    [
        f"cases.section|{OTHER}|narrative|1",
        f"cases.section|{CASE}|health|1",
        f"cases.section|{CASE}|narrative|2",
        f"people.identity|{CASE}|narrative|1",
        "",
    ],
)
def test_it_does_not_open_in_another_case_section_version_or_table(blob, elsewhere):
    with pytest.raises(Sealed):
        unseal(CASE, elsewhere, blob)


def test_it_does_not_open_with_the_key_of_another_case(blob):
    with pytest.raises(Sealed):
        unseal(OTHER, HERE, blob)


@pytest.mark.parametrize("where", [0, 1, 16, 17, 28, 29, 100, -1])
def test_it_does_not_open_with_one_bit_changed(blob, where):
    changed = bytearray(blob)
    changed[where] ^= 1
    with pytest.raises(Sealed):
        unseal(CASE, HERE, bytes(changed))


@pytest.mark.parametrize("length", [0, 1, 16, 17, 20, 29, 30, 45, 200, -16, -1])
def test_it_does_not_open_when_cut(blob, length):
    with pytest.raises(Sealed):
        unseal(CASE, HERE, blob[:length])


@examples(60, one_fixture=True)
@given(data=st.data())
def test_no_change_anywhere_is_taken_for_the_truth(blob, data):
    """Every byte, every length, every context: refused, and always with the same error."""
    what = data.draw(st.sampled_from(["bit", "cut", "moved", "spliced"]))
    changed, context = bytearray(blob), HERE
    if what == "bit":
        at = data.draw(st.integers(0, len(blob) - 1))
        changed[at] ^= 1 << data.draw(st.integers(0, 7))
    elif what == "cut":
        del changed[data.draw(st.integers(0, len(blob) - 1)) :]
    elif what == "moved":
        context = data.draw(st.text(max_size=80).filter(lambda text: text != HERE))
    else:
        other = seal(CASE, HERE, {"told": "otra cosa"})
        start = data.draw(st.integers(46, len(blob) - 17))
        changed[start:] = other[start:]
    with pytest.raises(Sealed):
        unseal(CASE, context, bytes(changed))


def test_every_single_byte_counts(blob):
    for where in range(len(blob)):
        changed = bytearray(blob)
        changed[where] ^= 0x80
        with pytest.raises(Sealed):
            unseal(CASE, HERE, bytes(changed))


def test_it_names_its_layout_its_algorithm_and_its_key(blob):
    assert blob[:2] == b"\x02\x01" and blob[2:18] == CASE.bytes


def test_it_does_not_open_with_something_added(blob):
    with pytest.raises(Sealed):
        unseal(CASE, HERE, blob + b"\0" * 256)


def test_it_tells_nothing_by_its_length(blob):
    none = seal(CASE, HERE, {"told": ""})
    assert len(none) == len(blob) == len(seal(CASE, HERE, {"told": "a" * 200}))
    long = seal(CASE, HERE, {"told": "a" * 300})
    assert len(long) - len(blob) == 256


def test_it_never_uses_a_nonce_twice(blob):
    nonces = {seal(CASE, HERE, TOLD)[34:46] for _ in range(500)}
    assert len(nonces) == 500


def test_it_opens_many_in_order(blob):
    second = seal(OTHER, "there", [1, 2])
    opened = unseal_many([Blob(OTHER, "there", second), Blob(CASE, HERE, blob)])
    assert opened == [[1, 2], TOLD]
