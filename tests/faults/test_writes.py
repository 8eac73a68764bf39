"""Killed, cut off, full: nothing acknowledged is lost, and the controls fail as they must."""

from __future__ import annotations

import pytest

from faults import cuts, kills
from faults.report import Report, summary

from .conftest import POSTGRES


def test_kills_lose_nothing_and_tear_no_case(postgres):
    found = kills.run(20, postgres)
    assert found["kills"] == 20 and found["acknowledged"] > 10
    assert summary(found)[0], summary(found)[1]


def test_kills_tear_cases_where_there_is_no_transaction(postgres):
    assert not summary(kills.run(20, postgres, broken="no_transaction", seed=2))[0]


def test_power_cuts_lose_nothing(postgres):
    total = cuts.run(6, postgres)
    assert total["cuts"] == 6 and total["acknowledged"] > 6
    assert cuts.words(total)[0], cuts.words(total)[1]


@pytest.mark.parametrize("weaker", list(cuts.CONTROLS[POSTGRES]))
def test_power_cuts_lose_writes_with_weaker_settings(postgres, weaker):
    broken, options = cuts.CONTROLS[postgres][weaker]
    assert not cuts.words(cuts.run(6, postgres, broken, options))[0]


def test_a_report_is_good_only_if_what_must_fail_fails():
    report = Report("x")
    assert not report.good, "nothing was tried"
    report.add("held", 1, True)
    report.add("control", 1, False, control=True)
    assert report.good
    report.add("control that passes", 1, True, control=True)
    assert not report.good and "PASSES: no proof" in report.text()


def test_a_look_finds_what_is_lost_and_what_is_torn():
    found = {"lost": ["case 1"], "torn": [], "corrupt": []}
    assert summary(found) == (False, "1 lost, 0 torn, 0 corrupt (case 1)")
