"""A worker gives back what a file of tests needed for itself."""

from __future__ import annotations

import weakref
from types import SimpleNamespace

import pytest

from cauce.content import loader
from cauce.protocol.editions import folder

from . import memory, plugin
from .memory import LIMIT, MUCH, Giving, in_one_file


class Circle:
    """Held by itself alone."""

    def __init__(self) -> None:
        self.own = self


def test_a_file_after_which_much_is_held_gives_back_what_only_holds_itself():
    held = iter([300, 250, 250 + MUCH - 1, 250 + MUCH, 260])
    giving, left = Giving(lambda: next(held)), weakref.ref(Circle())
    assert giving.file_ended() and left() is None
    other = weakref.ref(Circle())
    assert not giving.file_ended() and giving.before == 250
    assert giving.file_ended() and other() is None and giving.before == 260


def test_where_the_system_does_not_say_or_cannot_nothing_is_done(monkeypatch):
    giving = Giving(lambda: 0)
    assert not giving.file_ended()
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: object())
    assert memory.trim() is False


def test_what_the_tests_of_a_file_ask_again_is_made_once_and_forgotten_when_it_ends():
    made: list[int] = []
    twice = in_one_file(lambda number: made.append(number) or 2 * number)
    assert (twice(3), twice(3), made) == (6, 6, [3])
    Giving(lambda: 0).file_ended()
    assert (twice(3), made) == (6, [3, 3])


def test_an_edition_that_a_test_made_is_forgotten_with_the_file_after_which_much_is_held(monkeypatch):
    edition = loader.load_edition()
    monkeypatch.setitem(folder._loaded, "2031", edition)
    held = iter([MUCH - 1, MUCH, MUCH])
    giving = Giving(lambda: next(held))
    assert not giving.file_ended() and loader.load_edition() is edition
    assert giving.file_ended() and not folder._loaded
    assert loader.load_edition() is not edition and loader.load_edition().hash == edition.hash


@pytest.mark.parametrize(
    ("chosen", "workers", "held", "too_much"),
    [
        ("none", 3, LIMIT, True),
        ("none", 3, LIMIT - 1, False),
        ("none", 2, LIMIT, False),
        ("estimation", None, LIMIT, False),
    ],
)
def test_a_worker_of_three_holds_less_than_its_limit(chosen, workers, held, too_much):
    config = SimpleNamespace(
        option=SimpleNamespace(apart=chosen),
        getoption=lambda name, default: workers,
        stash=pytest.Stash(),
    )
    config.stash[plugin.most_held] = held
    assert plugin.holds_too_much(config) is too_much
