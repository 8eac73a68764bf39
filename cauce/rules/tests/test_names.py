"""Names as they are typed at a desk find the person, and do not find everybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.content.loader import load_edition
from cauce.rules.names import closeness, fold, nicknames, sounds, words

KNOWN = nicknames(load_edition().catalogues["nicknames"])
# given names, first surname, second surname, what she is called
XOCHITL = ("Xóchitl", "Jool", "Tzek", "")
LUPE = ("María Guadalupe", "de la Cruz", "Hernández", "")
PANCHO = ("Francisco Javier", "Martínez", "", "El Güero")
MAYA = ("Josefa", "K’utz", "Uicab", "")
NUNEZ = ("Íñigo", "D’Ávila-Núñez", "Ibarra", "")


def how(asked: str, names) -> tuple[str, ...] | None:
    found = closeness(asked, names, KNOWN)
    return found and found.how


@pytest.mark.parametrize(
    ("asked", "names", "found"),
    [
        ("guadalupe cruz hernandez", LUPE, ("same", "same", "same")),
        ("HERNÁNDEZ DE LA CRUZ", LUPE, ("same", "same")),
        ("Cruz-Hernandez", LUPE, ("same", "same")),
        ("Ma. Gpe. Cruz Hdz.", LUPE, ("same", "same", "same", "same")),
        ("Lupita Cruz", LUPE, ("nickname", "same")),
        ("pancho martinez", PANCHO, ("nickname", "same")),
        ("Fco. Mtz.", PANCHO, ("same", "same")),
        ("guero", PANCHO, ("same",)),
        ("sochil", XOCHITL, ("sound",)),
        ("Xóchitl Xool", XOCHITL, ("same", "sound")),
        ("shochitl tsek", XOCHITL, ("sound", "sound")),
        ("cutz huicab", MAYA, ("sound", "sound")),
        ("kutz", MAYA, ("same",)),
        ("davila nunez", NUNEZ, ("same", "same")),
        ("Ernandes", LUPE, ("sound",)),
        ("Hernándze", LUPE, ("typing",)),
        ("guad", LUPE, ("beginning",)),
        ("guadalupe cruz hernandez lopez", LUPE, ("same", "same", "same", "missing")),
    ],
)
def test_it_finds_her_however_the_name_was_written(asked, names, found):
    assert how(asked, names) == found


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("guadalupe lopez", LUPE),
        ("x", LUPE),
        ("de la", LUPE),
        ("", LUPE),
        ("rosa", LUPE),
        ("juan", XOCHITL),
        ("cruz lopez garcia", LUPE),
        ("luz", LUPE),
        ("guadalupe", ("", "", "", "")),
    ],
)
def test_it_does_not_take_another_for_her(asked, names):
    assert how(asked, names) is None


def test_the_closer_name_has_the_higher_score():
    asked = (
        "guadalupe cruz",
        "lupita cruz",
        "guad cruz",
        "guadalupe crus",
        "guadalupe cruzz lopez cruz",
    )
    scores = [closeness(one, LUPE, KNOWN).degree for one in asked]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1


def test_it_compares_without_accents_case_or_apostrophes():
    assert fold("  Íñigo  D’Ávila-Núñez ") == "inigo davila nunez"


def test_a_name_of_particles_alone_keeps_them():
    assert words("De la") == ("de", "la")


def test_every_nickname_leads_both_ways():
    assert "guadalupe" in KNOWN["lupe"] and "lupe" in KNOWN["guadalupe"]
    assert {"alejandro", "alejandra"} <= KNOWN["ale"]


@given(st.text(max_size=40))
def test_a_name_is_always_close_to_itself(name):
    if words(name):
        assert closeness(name, [name], {}).degree == 1


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_no_sound_is_an_error(name):
    assert fold(fold(name)) == fold(name)
    for word in words(name):
        assert sounds(word)
