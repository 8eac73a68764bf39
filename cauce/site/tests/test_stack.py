"""A call costs the same however deep it is called from."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from cauce.site import stack

PIECE = 16 * 1024 // 8  # places of a piece, as Python takes them


def nothing() -> None:
    pass


def a_thousand_calls() -> float:
    began = time.perf_counter()
    for _ in range(1_000):
        nothing()
    return time.perf_counter() - began


def dearest(within: Callable[[Callable[[], float]], float]) -> float:
    """Of a thousand calls from every depth within a piece, what the dearest take: the least of several times,
    since a processor that is taken away counts for no call."""
    found = 0.0
    for places in range(3, PIECE + 250, 4):
        above = type(nothing)(stack._called.__code__.replace(co_stacksize=places), globals())
        found = max(found, min(within(lambda above=above: above(a_thousand_calls, ())) for _ in range(3)))
    return found


def test_from_no_depth_does_a_call_take_memory_of_the_system_each_time():
    """Asked in a thread, as a server answers: this test is itself called in one piece."""
    usual = min(a_thousand_calls() for _ in range(9))
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(dearest, stack.in_one_piece).result() < 20 * usual
        if sys.version_info < (3, 14):  # which keeps a piece for the next call
            assert thread.submit(dearest, lambda call: call()).result() > 40 * usual


def test_it_gives_what_the_call_gives_and_lets_its_error_through():
    assert stack.in_one_piece(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        stack.in_one_piece(divmod, 7, 0)
