"""A reserved text opens for its holders alone, and not for the server by itself."""

from __future__ import annotations

import json

import pytest

from cauce.custody.keystore import Sealed
from cauce.custody.keystore.holders import (
    WrongPassphrase,
    close_reserved,
    new_holder,
    open_holder,
    open_reserved,
)

HERE = "cases.reserved|1|reserved|1"
INES, MATEO = "el río pasa dos veces", "nadie cuenta las estrellas"


@pytest.fixture(scope="module")
def pairs():
    return {"ines": new_holder(INES), "mateo": new_holder(MATEO)}


@pytest.fixture
def kept(pairs):
    return close_reserved("Calle 5", {who: pair[0] for who, pair in pairs.items()}, HERE)


def test_each_holder_opens_it_with_the_own_passphrase(pairs, kept):
    for who, phrase in (("ines", INES), ("mateo", MATEO)):
        private = open_holder(*pairs[who], phrase)
        assert open_reserved(kept, who, private, HERE) == "Calle 5"
    assert "Calle" not in json.dumps(kept)


def test_another_passphrase_opens_no_key(pairs):
    for phrase in (MATEO, INES + " ", INES.upper(), ""):
        with pytest.raises(WrongPassphrase):
            open_holder(*pairs["ines"], phrase)
    with pytest.raises(WrongPassphrase):  # a private half put beside another public one
        open_holder(pairs["mateo"][0], pairs["ines"][1], INES)


def test_the_same_phrase_typed_on_another_keyboard_opens_it(pairs):
    import unicodedata

    assert open_holder(*pairs["ines"], unicodedata.normalize("NFD", INES))


def test_whoever_is_no_holder_and_whatever_was_moved_is_refused(pairs, kept):
    ines = open_holder(*pairs["ines"], INES)
    stranger = new_holder("otra frase que no es de aquí")
    private = open_holder(*stranger, "otra frase que no es de aquí")
    for who, key, context in (
        ("mateo", ines, HERE),
        ("ines", private, HERE),
        ("rosa", ines, HERE),
        ("ines", ines, HERE.replace("|1|", "|2|")),
    ):
        with pytest.raises(Sealed):
            open_reserved(kept, who, key, context)


def test_two_texts_for_the_same_holders_share_nothing(pairs, kept):
    other = close_reserved("Calle 5", {who: pair[0] for who, pair in pairs.items()}, HERE)
    ines = open_holder(*pairs["ines"], INES)
    with pytest.raises(Sealed):
        open_reserved({"body": other["body"], "to": kept["to"]}, "ines", ines, HERE)


def test_its_length_tells_nothing_of_a_short_text(pairs):
    publics = {who: pair[0] for who, pair in pairs.items()}
    sizes = {len(close_reserved(text, publics, HERE)["body"]) for text in ("", "x" * 200)}
    assert len(sizes) == 1
