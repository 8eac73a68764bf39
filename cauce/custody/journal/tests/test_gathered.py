"""What belongs together goes into one value by the names of its fields, and nothing is lost or made up."""

from dataclasses import dataclass

import pytest

from cauce.custody.journal.gathered import gathered


@dataclass(frozen=True)
class Place:
    city: str
    state: str = "TX"


def test_the_fields_of_a_value_become_it_and_the_rest_stays_as_it_was_given():
    given = {"city": "Houston", "at": 9, "who": "Inés"}
    assert gathered(given, place=Place) == {"place": Place("Houston"), "at": 9, "who": "Inés"}
    assert given == {"city": "Houston", "at": 9, "who": "Inés"}


def test_a_value_that_was_given_whole_stays_and_takes_nothing_from_beside_it():
    whole = Place("Laredo")
    assert gathered({"place": whole, "city": "Houston"}, place=Place) == {"place": whole, "city": "Houston"}


def test_what_a_value_needs_and_nobody_gave_is_refused():
    with pytest.raises(TypeError, match="city"):
        gathered({"state": "TX"}, place=Place)
