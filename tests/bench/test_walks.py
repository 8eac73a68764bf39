"""The ways through the desk that ``bench/walks.py`` counts: each comes to its end, and says what it took."""

from __future__ import annotations

import re

import pytest

from tests import demonstration

from .quickly import alone

pytestmark = pytest.mark.own_database
TOOK = re.compile(r"^(.+): (\d+) clicks, Enter (\d+) times, (\d+) pages, ([\d,]+) words", re.MULTILINE)


def test_every_way_is_walked_to_its_end_and_counted():
    printed = alone("walks", demonstration.made())
    took = {name: [int(n.replace(",", "")) for n in rest] for name, *rest in TOOK.findall(printed)}
    assert list(took) == [
        "cue at the window",
        "turn → accepted bed tonight",
        "cue → accepted shelter, everything asked",
    ]
    clicks, entered, pages, words = took["cue at the window"]
    assert (clicks, entered) == (3, 1), "two cues, Continue; the number is typed and Enter passes it on"
    assert pages == 3 and words < 200, printed
    assert took["turn → accepted bed tonight"][0] <= 12, printed
    assert all(numbers[2] > 2 for numbers in took.values()), "a way of no pages was not walked"
