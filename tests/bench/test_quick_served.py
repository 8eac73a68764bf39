"""Every benchmark of a server or a whole process, in its quick form, on one small demonstration network."""

from __future__ import annotations

import re

import pytest

from tests import demonstration

from .quickly import ALONE, TOGETHER, alone, together

pytestmark = pytest.mark.own_database

SHOWN = {
    "pages": ("vivo (fixed text)", "worklist"),
    "start": ('python -c "import django"', "the server, until it answers"),
    "memory": ("RSS of a worker at its first answer", "at most 220 MB"),
    "signins": ("nobody signing in (baseline)", "refused 0"),
    "submissions": ("nobody sending (baseline)", "taken 20 of 20"),
    "broken_line": ("baseline, the browser alone", "sent by another"),
    "keys": ("executemany, no cryptography", "0 errors"),
}
TOOK = re.compile(r"^(.+): (\d+) clicks, Enter (\d+) times, (\d+) pages, ([\d,]+) words", re.MULTILINE)


@pytest.fixture(scope="module")
def process():
    with together(demonstration.made()) as run:
        yield run


def test_each_is_run_here():
    assert sorted([*SHOWN, "walks"]) == sorted([*ALONE, *TOGETHER])


def _shows_all(name: str, printed: str) -> None:
    missing = [text for text in SHOWN[name] if text not in printed]
    assert not missing, f"bench_{name} --quick does not show {missing}"


@pytest.mark.parametrize("name", ALONE)
def test_alone_nothing_is_refused_lost_or_over_its_budget(name):
    _shows_all(name, alone(name, demonstration.made()))


@pytest.mark.parametrize("name", [name for name in TOGETHER if name in SHOWN])
def test_nothing_is_refused_lost_or_over_its_budget(name, process):
    _shows_all(name, process(name))


def test_every_way_through_the_desk_is_walked_to_its_end_and_counted(process):
    printed = process("walks")
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
