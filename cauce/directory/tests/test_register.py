"""A language is found by what somebody calls it: in Spanish, in English, by its own name or its code."""

from __future__ import annotations

import pytest

from cauce.content.errors import BadInput
from cauce.content.loader import load_edition
from cauce.directory import register

EDITION = load_edition()


def found(text, **more):
    return [one.code for one in register.find_tongues(EDITION, text, **more)]


def test_the_spanish_and_the_english_name_find_the_same_languages_and_all_of_them():
    spanish, english = found("mixteco"), found("mixtec")
    assert set(spanish) == set(register.groups(EDITION)["mix"]) <= set(english)
    assert spanish[0] == english[0] == "mix" and len(spanish) < register.MOST


@pytest.mark.parametrize("text", ["raramuri", "Rarámuri", "tarahumara"])
def test_an_own_name_finds_the_language_and_its_variants(text):
    assert found(text)[0] == "tar" and "twr" in found(text)


@pytest.mark.parametrize(
    "text, code",
    [
        ("hñähñu", "oto"),
        ("wixárika", "hch"),
        ("me'phaa", "tlapaneco"),
        ("mixteco de Guerrero del este medio", "mix"),
        ("mig", "mig"),
    ],
)
def test_own_names_variants_in_spanish_and_codes_are_found(text, code):
    assert found(text)[0] == code


def test_a_name_typed_in_a_form_is_the_language_that_bears_it():
    def named(text):
        return register.tongue_named(EDITION, text, "language").code

    assert (named("Rarámuri"), named("Mixteco"), named("mixtec")) == ("tar", "mix", "mix")
    with pytest.raises(BadInput, match="not in the register"):
        named("lengua de nadie")


def test_no_name_is_made_up():
    said = {register.plain(row["variant"]) for row in EDITION.catalogues["mx_variants"]}
    for code, names in register.variants(EDITION).items():
        assert {register.plain(one) for one in names} <= said, code
