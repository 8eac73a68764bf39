"""The invented lists of the demonstration say something: else its pictures could not show a range."""

from cauce.demo.yearbook import COMPARED, LISTS
from cauce.measurement.estimating import of_file


def test_its_lists_are_enough_for_an_estimate():
    found = of_file(LISTS, COMPARED).document
    assert not found["refused"] and found["n"] < found["headline"]["told"]["lower"]
