"""The invented lists of the demonstration say something: else its pictures could not show a range."""

import datetime as dt

from cauce.demo.yearbook import COMPARED, LISTS
from cauce.measurement.estimating import of_file
from cauce.methods import extras
from cauce.operations.management.commands.demo import Command


def test_its_lists_are_enough_for_an_estimate():
    found = of_file(LISTS, COMPARED).document
    assert not found["refused"] and found["n"] < found["headline"]["told"]["lower"]


def test_where_nothing_can_estimate_the_demonstration_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setitem(extras.EXTRAS, "statistics", ("a_library_that_is_not_here",))
    Command()._estimated(dt.date(2026, 11, 30))
    assert "sin estimación" in capsys.readouterr().err
