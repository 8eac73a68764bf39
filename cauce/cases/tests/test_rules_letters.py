"""Letters: what is missing is named with its place, and no template tells a partner too much."""

from __future__ import annotations

import pytest

from cauce.cases.rules.letters import (
    missing,
    must_be_agreed,
    names_somebody,
    number_of,
    shares,
    typed,
    written,
)
from cauce.content.loader import load_edition
from cauce.content.vocabulary import FORBIDDEN
from cauce.rules.consent import shareable_with

LETTERS = load_edition().letters


def test_a_blank_says_where_it_is_filled():
    lacks = missing(LETTERS["civil_record"], {"house": "Consulado", "name": " "})
    places = {one.field.id: one.place for one in lacks}
    assert places == {
        "office": "letter",
        "record": "letter",
        "name": "identity",
        "birth_date": "identity",
        "birth_place": "letter",
    }
    assert "«Quién es»" in next(one.words.es for one in lacks if one.field.id == "name")


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda one: one.id)
def test_a_letter_to_a_partner_holds_only_what_may_be_asked_for_its_kind(letter):
    if not letter.goes_to_partner:
        assert shares(letter) == frozenset()
        return
    may = {one.id for one in shareable_with(load_edition().vocabulary, letter.to)}
    assert shares(letter) <= may and not shares(letter) & FORBIDDEN
    assert not names_somebody(letter)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=lambda one: one.id)
def test_filled_it_has_no_brace_left_in_either_language(letter):
    values = {one.id: "algo" for one in letter.fields}
    for language in ("es", "en"):
        assert not any("{" in part or "____" in part for part in written(letter, values, language))
    assert all("____" in "".join(written(letter, {}, lang)) for lang in ("es", "en"))
    assert {one.id for one in typed(letter)} <= set(values)


def test_what_was_not_agreed_goes_with_its_paragraph_and_asks_for_no_yes():
    """Who comes along stands in the letter to a house where it was written, and is then to be agreed to."""
    letter, values = LETTERS["shelter"], {one.id: "algo" for one in LETTERS["shelter"].fields}
    alone = values | {"companions": " "}
    assert len(written(letter, values, "es")) == len(written(letter, alone, "es")) + 1
    assert not missing(letter, alone) and "dependants" in shares(letter)
    assert must_be_agreed(letter, values) - must_be_agreed(letter, alone) == {"dependants"}


def test_a_number_is_read_in_one_glance():
    assert number_of("HOU", 2026, 1) == "HOU-2026-0001"


@pytest.mark.parametrize(
    ("letter", "language", "begins"),
    [
        ("attestation", "es", "El Consulado General de México en Houston hace constar que"),
        ("attestation", "en", "The Consulate General of Mexico in Houston attests that"),
        ("accompaniment", "es", "Inés Soto, del Consulado General de México en Houston, acompaña a"),
        ("shelter", "es", "Por medio de la presente, el Consulado General de México en Houston confirma"),
    ],
)
def test_a_post_is_written_with_its_article(letter, language, begins):
    house = {"es": "Consulado General de México en Houston", "en": "Consulate General of Mexico in Houston"}
    values = {"house": house[language], "officer": "Inés Soto"}
    assert any(part.startswith(begins) for part in written(LETTERS[letter], values, language))


def test_a_consular_section_is_feminine():
    values = {"house": "Sección Consular de México en Londres", "officer": "Inés Soto"}
    said = "".join(written(LETTERS["accompaniment"], values, "es"))
    assert "de la Sección Consular" in said
