"""What of a text goes into the person's own copy."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cauce.rules.redaction import COVER, NOBODYS, cover, fold


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Me llevó Ramiro Ponce a la casa.", f"Me llevó {COVER} a la casa."),
        ("Ramiro me pegó. Le dije a Ramiro que no.", f"{COVER} me pegó. Le dije a {COVER} que no."),
        ("Su teléfono es +1 713 555 0147.", f"Su teléfono es {COVER}."),
        ("Escribió a jefe@example.org ayer.", f"Escribió a {COVER} ayer."),
        ("Con Citlalmina vivía mi hermana.", "Con Citlalmina vivía mi hermana."),
        ("Cruzamos por México en 2024.", "Cruzamos por México en 2024."),
        ("Me pagaban 200 por semana.", "Me pagaban 200 por semana."),
        ("I met April in September.", f"I met {COVER} in September."),
        ("", ""),
    ],
)
def test_what_tells_of_others_is_covered_and_hers_stays(text, kept):
    assert cover(text, own=["Citlalmina Nochebuena"]) == kept


def test_what_a_reader_adds_is_covered_in_any_case():
    assert cover("El patrón y EL PATRÓN", also=["el patrón"]) == f"{COVER} y {COVER}"


@given(st.text(), st.text(alphabet=st.characters(categories=["Ll"]), min_size=3))
def test_a_name_inside_a_sentence_never_comes_through(text, name):
    name = name.capitalize()
    assume(fold(name) not in {fold(word) for word in NOBODYS})
    if name[0].isupper():
        assert f" {name} " not in cover(f"{text}\nvi a {name} hoy")
