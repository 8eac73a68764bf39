"""The loop finds what the features say is due, and takes it in its own order of phases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cauce.custody.features import Feature, Round
from cauce.operations.loop import tick as loop
from cauce.operations.loop.tick import PHASES, steps

NAMES = [step.name for step in steps()]
PHASE = {step.name: step.round.phase for step in steps()}
MORNING = dt.datetime(2026, 5, 5, 15, 0, tzinfo=dt.UTC)


def before(first: str, second: str) -> bool:
    return NAMES.index(first) < NAMES.index(second)


@pytest.fixture
def said(monkeypatch):
    """Give the loop these rounds alone, and hear in which order it takes them."""
    heard: list[str] = []

    def say(*features: tuple[tuple[Any, ...], ...]) -> list[str]:
        made = [Feature(f"f{n}", tuple(Round(*one) for one in rounds)) for n, rounds in enumerate(features)]
        monkeypatch.setattr(loop, "features", lambda: made)
        monkeypatch.setattr(Feature, "read", lambda self, do: lambda at, each: heard.append(do) or 1)
        loop.steps.cache_clear()
        loop.tick(MORNING)
        return heard

    yield say
    loop.steps.cache_clear()


def test_phases_come_in_this_order_whoever_says_them(said):
    assert PHASES == ("expire", "chase", "look", "tell", "anchor")
    one = (("anchor", "a.anchor", 1), ("tell", "a.tell", 1), ("expire", "a.expire", 99))
    other = (("look", "b.look", 1), ("chase", "b.chase", 99), ("expire", "b.expire", 1))
    assert said(one, other) == ["b.expire", "a.expire", "b.chase", "b.look", "a.tell", "a.anchor"]


def test_what_is_urgent_comes_before_every_phase(said):
    late = (("expire", "a.expire", 1), ("chase", "a.chase", 1))
    assert said(late, (("chase", "b.urgent", 99, True),)) == ["b.urgent", "a.expire", "a.chase"]


def test_in_a_phase_the_light_come_first_and_then_as_features_say_them(said):
    one = (("chase", "a.one", 50), ("chase", "a.two", 50))
    other = (("chase", "b.three", 50), ("chase", "b.first", 0))
    assert said(one, other) == ["b.first", "a.one", "a.two", "b.three"]


def test_nobody_is_reminded_of_what_is_over_nor_told_before_all_was_found():
    assert {PHASE[name] for name in ("permissions_over", "envelopes_over", "petitions_over")} == {"expire"}
    assert before("permissions_over", "referrals_chased") and before("returns_over", "returns_late")
    told = NAMES.index("messages_sent")
    assert NAMES[3] == next(name for name in NAMES if PHASE[name] == "expire")
    assert {PHASE[name] for name in NAMES[:told]} == {"expire", "chase", "look"}
    assert {PHASE[name] for name in NAMES[told:]} == {"tell", "anchor"}
    assert before("mails_sent", "systems_told") and before("systems_told", "anchors_written")


def test_people_who_wait_now_come_before_all_and_nothing_else_does():
    assert NAMES[:3] == ["deputies_called", "calls_escalated", "calls_chased"]
    assert [step.name for step in steps() if step.round.urgent] == NAMES[:3]


def test_what_nobody_waits_for_is_last_and_of_it_the_cases_that_move():
    assert NAMES[-1] == "cases_moved"
    assert NAMES.index("anchors_written") == min(n for n, name in enumerate(NAMES) if PHASE[name] == "anchor")


def test_every_round_is_there_bears_one_name_and_says_what_it_does():
    assert len(NAMES) == len(set(NAMES))
    for step in steps():
        assert step.feature.read(step.round.do).__doc__, step


def test_a_feature_that_names_a_round_that_is_not_there_is_found():
    with pytest.raises(AttributeError):
        Feature("cauce.intake.kits").read("rounds.kits_forgotten")
