"""What the demonstration invents is said by each of its modules, and made in one order."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from cauce.demo import world
from cauce.demo.world import Invented, invented

# As it was always made: another order would draw other people.
ORDER = """
    posts learning load mexico load editions mexico interpreters aid legacy_import directory_upkeep
    follow_up duty papers crews appointments options colleagues folios reserved waiting replies field
    outings machines searches families returning complaints joins
""".split()


def test_it_is_made_in_the_order_in_which_it_was_always_made():
    made = [one.load.__module__.removeprefix("cauce.demo.") for one in invented()]
    kept = [name for name in made if name in ORDER]
    assert kept == ORDER


def test_two_of_one_weight_are_found_and_a_module_that_invents_nothing_is_left_out(monkeypatch):
    def say(**modules):
        monkeypatch.setattr(world, "modules", lambda *_: list(modules))
        for name, said in modules.items():
            monkeypatch.setitem(sys.modules, name, SimpleNamespace(**said))
        return [one.weight for one in invented()]

    one, two = Invented(1, print), Invented(2, print)
    assert say(b={"INVENTED": (two,)}, c={}, a={"INVENTED": one}) == [1, 2]
    with pytest.raises(ValueError, match="one weight"):
        say(a={"INVENTED": one}, b={"INVENTED": one})
