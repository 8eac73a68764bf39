"""Who may be meant by a name, who is somebody she named, and what a search never does."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.content.errors import BadInput
from cauce.family.searches import rules as searches
from cauce.rules import messages
from cauce.rules.names import nicknames
from cauce.rules.permissions import Actor, Grant, Scope, permits

KNOWN = nicknames([{"short": "lupe", "name": "guadalupe"}])
HER = ["Guadalupe", "Ramírez", "Ortega", ""]


@pytest.mark.parametrize(
    "name, born, may",
    [
        ("Lupe Ramirez", None, True),
        ("GUADALUPE RAMÍREZ ORTEGA", 1991, True),
        ("Guadalupe Ramírez", 1980, False),
        ("Esperanza Luna", 1990, False),
    ],
)
def test_a_name_close_enough_and_a_year_that_fits_may_be_hers(name, born, may):
    assert messages.may_be(messages.Asked("a", name, born), HER, 1990, KNOWN) is may


def test_a_caller_is_known_by_telephone_however_it_is_written_or_by_name():
    assert messages.is_the_same("El Chino", "281 555 0199", "Otro", "+1 (281) 555-0199", KNOWN)
    assert messages.is_the_same("Rodolfo Peña", "", "rodolfo pena", "", KNOWN)
    assert not messages.is_the_same("El Chino", "281 555 0199", "Su hermana", "832 555 0111", KNOWN)
    assert not messages.is_the_same("El Chino", "", "Su hermana", "", KNOWN), "no telephone is no telephone"


def test_she_chooses_at_a_safe_contact_or_it_was_not_her():
    messages.check_choice("not_her", False, "")
    messages.check_choice("silent", True, "")
    for outcome, safely, words in (
        ("silent", False, ""),
        ("answered", True, " "),
    ):
        with pytest.raises(BadInput):
            messages.check_choice(outcome, safely, words)


def test_a_search_asks_no_shelter_by_name_and_ends_by_a_person():
    with pytest.raises(BadInput):
        searches.check_step("shelters", "waits", "Busco a Guadalupe")
    searches.check_step("shelters", "waits", "")
    with pytest.raises(BadInput):
        searches.check_identification("identified", "", dt.date(2026, 1, 1))
    for state, may_know, words, told in (
        ("died", "", "", False),
        ("found", "", "", False),
        ("found", "words", "", False),
    ):
        with pytest.raises(BadInput):
            searches.check_end(state, may_know, words, told)
    searches.check_end("found", "nothing", "", False)


def test_a_sealed_file_opens_for_its_officer_and_the_head_of_its_post_alone():
    sealed = Scope(post="-", sealed="HOU", officer="ines")

    def may(user, role, post="HOU", permission="case.read"):
        return permits(Actor(user, (Grant(role, post),)), permission, sealed).allowed

    assert may("ines", "protection_officer") and may("aurora", "head_of_post")
    assert not may("mateo", "protection_consul") and not may("tomas", "head_of_post", "LAR")
    assert not may("ines", "protection_officer", permission="case.work")
    assert not permits(Actor("sofia", (Grant("headquarters"),)), "case.read", sealed).allowed
