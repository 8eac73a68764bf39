"""Places as people say them. Names and codes are INEGI's."""

from __future__ import annotations

import pytest

from cauce.content.errors import BadInput
from cauce.rules.municipalities import Municipality, municipality

KNOWN = [
    Municipality("20397", "Heroica Ciudad de Tlaxiaco", "Oaxaca", 39_000),
    Municipality("20006", "Asunción Nochixtlán", "Oaxaca", 20_000),
    Municipality("09010", "Álvaro Obregón", "Ciudad de México", 759_000),
    Municipality("16003", "Álvaro Obregón", "Michoacán de Ocampo", 21_000),
]


def test_it_finds_a_place_however_it_is_written():
    for text in (
        "asuncion nochixtlan",
        "Asunción Nochixtlán, Oaxaca",
        "20006",
        "  Asunción  Nochixtlán,oax",
    ):
        assert municipality(KNOWN, text, "x").code == "20006"
    assert municipality(KNOWN, "álvaro obregón, michoacán", "x").code == "16003"


def test_nothing_written_is_not_known_and_no_mistake():
    assert municipality(KNOWN, "  ", "x") is None


def test_it_asks_for_the_state_where_two_bear_the_name():
    with pytest.raises(BadInput) as problem:
        municipality(KNOWN, "Álvaro Obregón", "x")
    assert "hay 2" in problem.value.es and "Michoacán" in problem.value.cure_es


def test_it_offers_what_is_near_and_guesses_nothing():
    with pytest.raises(BadInput) as problem:
        municipality(KNOWN, "Tlaxiaco", "community")
    assert problem.value.where == "community"
    assert "Heroica Ciudad de Tlaxiaco, Oaxaca" in problem.value.cure_es
