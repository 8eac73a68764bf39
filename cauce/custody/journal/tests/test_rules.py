"""Looks that somebody should ask about, and ordinary work that nobody should."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from zoneinfo import ZoneInfo

from cauce.custody.journal.rules import RULES, Finding, Look, find

NOON = dt.datetime(2026, 5, 4, 18, 0, tzinfo=dt.UTC)  # one in the afternoon at Houston
ZONES = {"HOU": ZoneInfo("America/Chicago"), "LAR": ZoneInfo("America/Chicago")}
POSTS = {"ines": frozenset({"HOU"}), "tomas": frozenset({"LAR"})}


def look(id, minutes=0, *, actor="ines", kind="read", what="case.page", about="case", post="HOU"):
    at = NOON + dt.timedelta(minutes=minutes)
    return Look(actor, at, kind, what, about, str(id), post)


def found(*looks) -> list[tuple[str, str, int]]:
    rows = find(looks, zones=ZONES, posts=POSTS, until=NOON + dt.timedelta(days=1))
    return [(one.rule, one.actor, one.count) for one in rows]


def test_a_day_of_work_is_nothing_to_ask_about():
    looks = [look(n, n * 10) for n in range(24)] + [look(1, n) for n in range(50)]
    assert found(*looks) == []


def test_many_different_records_within_an_hour():
    assert found(*(look(n, n * 2) for n in range(25))) == [("many", "ines", 25)]
    assert found(*(look(n, n * 2) for n in range(24))) == []
    assert found(*(look(n, n * 3) for n in range(25))) == []


def test_a_case_and_who_it_is_about_are_one_record():
    looks = [look(n, n) for n in range(15)]
    looks += [look(n, n, about="person", what="case.rights") for n in range(15)]
    assert found(*looks) == []


def test_records_opened_by_night_where_the_post_is():
    assert found(*(look(n, 60 * 10 + n) for n in range(3))) == [("night", "ines", 3)]
    assert found(*(look(n, 60 * 10 + n) for n in range(2))) == []
    assert found(*(look(n, 60 * 3 + n) for n in range(3))) == []


def test_a_record_of_a_post_one_does_not_belong_to():
    assert found(look(1, actor="tomas")) == [("foreign", "tomas", 1)]
    assert found(look(1), look(1, actor="tomas", post="LAR")) == []


def test_many_refusals_and_refusals_one_after_the_other():
    tried = [look(n, n * 5, kind="refused", what="case.read") for n in range(5)]
    assert found(*tried) == [("refused", "ines", 5)]
    fast = [look(n, n / 10, kind="refused", what="case.read") for n in range(4)]
    assert found(*fast) == [("row", "ines", 4)]
    same = [look(1, n / 10, kind="refused", what="case.read") for n in range(9)]
    assert found(*same) == []


def test_an_identity_opened_and_nothing_done_after():
    opened = look(1, what="identity.open", about="person")
    assert found(opened) == [("identity", "ines", 1)]
    assert found(opened, look(1, 30, kind="act", what="case.record_act")) == []
    assert found(opened, look(1, 180, kind="act", what="case.record_act")) == [("identity", "ines", 1)]
    just_now = find([opened], zones=ZONES, posts=POSTS, until=NOON + dt.timedelta(minutes=5))
    assert just_now == []


def test_E17_nothing_ranks_people_findings_stand_in_the_order_of_time():
    more = [look(n, 100 + n, kind="refused", what="case.read", actor="tomas", post=None) for n in range(9)]
    less = [look(n, n, kind="refused", what="case.read") for n in range(5)]
    assert [one[1] for one in found(*more, *less)] == ["ines", "tomas"]
    assert {one.name for one in fields(Finding)} == {"rule", "actor", "count", "first", "last"}
    assert not {"score", "rank", "risk"} & set(RULES)
