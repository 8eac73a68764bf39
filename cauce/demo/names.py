"""Invented people: names put together by chance from common ones. Nobody in the demonstration lives."""

from __future__ import annotations

import random

GIVEN = tuple(
    """
    Alma Beatriz Camila Dalia Elvira Flor Gloria Hilda Irene Josefina Karla Leticia Maribel Noemí Ofelia
    Perla Rebeca Silvia Teresa Verónica Yolanda Zulema Adrián Benito César Damián Efraín Fermín Gerardo
    Hugo Isidro Joel Lorenzo Martín Nicolás Óscar Pascual Rogelio Saúl Tomás Ulises Vicente
    """.split()
)
SURNAMES = tuple(
    """
    Aguilar Bautista Cano Domínguez Esquivel Fuentes Galicia Hernández Ibarra Juárez Lira Morales Nava
    Ojeda Peralta Quiroz Rivas Sandoval Tovar Urrutia Vargas Xicoténcatl Yáñez Zavala
    """.split()
)


def staff_name(chance: random.Random) -> str:
    """A whole name for somebody who works in the network."""
    return f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)} {chance.choice(SURNAMES)}"


def identity(chance: random.Random, is_woman: bool) -> dict[str, str]:
    """The identity of somebody whom a case is about."""
    given = GIVEN[:22] if is_woman else GIVEN[22:]
    return {
        "given_names": chance.choice(given),
        "first_surname": chance.choice(SURNAMES),
        "second_surname": chance.choice(SURNAMES),
        "known_as": "",
        "birth_date": "",
        "phone": f"+1 713 555 01{chance.randrange(100):02d}",
        "safe_channel": "call",
        "safe_hours": "10:00-12:00",
    }
