"""With what somebody may sign in: each role has its ways, and no role gets round its strictest."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from cauce.rules.roles import EVERYBODY, ROLES
from cauce.rules.signin import (
    FORGOTTEN,
    LONGEST_WAIT,
    OPEN,
    WAYS,
    is_over,
    is_waiting,
    may_use,
    wait_after,
    ways_of,
)

DAY = dt.date(2026, 11, 25)
NOON = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
PRIVILEGED = ("administrator", "headquarters", "auditor", "head_of_post")


def test_every_role_has_its_line():
    assert set(WAYS) == set(EVERYBODY)


@pytest.mark.parametrize("role", PRIVILEGED)
@pytest.mark.parametrize("way", ["app", "codes", "ministry"])
def test_a_privileged_role_has_no_way_but_a_key(role, way):
    later = DAY + dt.timedelta(days=999)
    assert not may_use(way, [role], key_due_on=later, on=DAY).allowed
    assert may_use("key", [role], key_due_on=None, on=DAY).allowed
    for other in EVERYBODY:
        assert not may_use(way, [other, role], key_due_on=later, on=DAY).allowed, other


def test_whoever_decides_for_a_post_or_the_network_is_privileged():
    """A consul decides too, and has an app for the first weeks: that is the one exception."""
    deciding = {
        role
        for permission, roles in ROLES.items()
        if ".decide" in permission or permission.endswith((".approve", "journal.read"))
        for role in roles
    } - {"system", "protection_consul"}
    assert len(deciding) > 2
    assert {role for role in deciding if WAYS[role] != ("key",)} == set()


def test_a_role_that_nobody_wrote_down_has_the_key_alone():
    assert ways_of(["cook"]) == ("key",)
    assert ways_of(["window_officer", "cook"]) == ("key",)


def test_nobody_without_a_role_signs_in():
    assert ways_of([]) == ()
    for way in (*OPEN, "demo"):
        assert not may_use(way, [], key_due_on=None, on=DAY, demo=True).allowed


def test_several_roles_have_only_what_all_of_them_allow():
    for one, other in itertools.combinations(EVERYBODY, 2):
        assert set(ways_of([one, other])) == set(WAYS[one]) & set(WAYS[other])


def test_an_app_stands_in_for_a_key_until_its_day_and_no_longer():
    def at(day):
        return may_use("app", ["protection_officer"], key_due_on=DAY, on=day).allowed

    assert at(DAY) and not at(DAY + dt.timedelta(days=1))
    assert not may_use("app", ["protection_officer"], key_due_on=None, on=DAY).allowed
    assert may_use("app", ["window_officer"], key_due_on=None, on=DAY).allowed
    assert not is_waiting(["partner_staff"]) and is_waiting(["protection_consul"])


def test_the_code_of_the_demonstration_opens_nothing_elsewhere():
    for role in EVERYBODY:
        assert not may_use("demo", [role], key_due_on=None, on=DAY).allowed
        assert may_use("demo", [role], key_due_on=None, on=DAY, demo=True).allowed


def test_the_wait_grows_and_is_never_for_ever():
    waits = [wait_after(n) for n in range(40)]
    assert waits[:6] == [0, 0, 0, 0, 0, 60]
    assert waits == sorted(waits) and max(waits) == LONGEST_WAIT
    assert LONGEST_WAIT < FORGOTTEN.total_seconds()


@pytest.mark.parametrize(
    ("role", "minutes", "over"),
    [
        ("window_officer", 15, False),
        ("window_officer", 16, True),
        ("partner_staff", 10, False),
        ("partner_staff", 11, True),
    ],
)
def test_a_session_that_rests_ends_sooner_at_a_partner(role, minutes, over):
    seen = NOON - dt.timedelta(minutes=minutes)
    assert is_over(begun_at=seen, seen_at=seen, roles=[role], at=NOON) is over


def test_no_session_outlives_a_day_of_work():
    begun = NOON - dt.timedelta(hours=10, seconds=1)
    assert is_over(begun_at=begun, seen_at=NOON, roles=["auditor"], at=NOON)
