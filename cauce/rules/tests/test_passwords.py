"""A password is long and not what somebody who knows the house would try."""

from __future__ import annotations

import pytest

from cauce.rules.passwords import WeakPassword, check_password

ABOUT = ("hou-proteccion", "Inés Carranza")


@pytest.mark.parametrize(
    "password",
    [
        "una frase larga de prueba",
        "vela roja bajo puente",
        "ñandú corre sin zapatos",
        "123456789 faro tambor nieve",
        "x9$kQ!vv2#Lm0pZ8r",
    ],
)
def test_it_takes_any_long_one(password):
    check_password(password, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "corta",
        "catorce letras",
        "consuladomexico2026",
        "ConsuladoDeMéxico!2026",
        "inescarranza19850101",
        "INES-carranza-houston-1"[:20],
        "aaaaaaaaaaaaaaaaaaaa",
        "111111111111111111111",
        "contraseñacontraseña",
        "hou-proteccion-cauce-2026",
        "x" * 257,
    ],
)
def test_it_refuses_what_would_be_guessed_and_says_the_cure(password):
    with pytest.raises(WeakPassword) as refused:
        check_password(password, about=ABOUT)
    assert refused.value.es and refused.value.en and refused.value.where == "new"


def test_it_asks_for_no_kind_of_letter():
    check_password("solamente letras minusculas aqui")
