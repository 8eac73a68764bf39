"""With what may somebody sign in? Ways by role, the wait after failures, the time of a session.

Source: NIST SP 800-63B (authenticators, rate limits, time of a session).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

# key: a passkey or security key that checked who held it (a touch and a PIN or finger), alone ·
# app: password and the code of an app · codes: password and a printed code ·
# ministry: its own sign-in, when it vouches for a second factor ·
# demo: password and the code that ./run prints; the demonstration network alone.
Way = Literal["key", "app", "codes", "ministry", "demo"]

KEY: tuple[Way, ...] = ("key",)
WAITING: tuple[Way, ...] = (
    "key",
    "app",
    "ministry",
)  # an app until the key arrives, and not for ever
OPEN: tuple[Way, ...] = ("key", "app", "codes", "ministry")

WAYS: dict[str, tuple[Way, ...]] = {
    "administrator": KEY,
    "headquarters": KEY,
    "auditor": KEY,
    "head_of_post": KEY,
    "legal_reviewer": KEY,
    "internal_control": KEY,
    "protection_consul": WAITING,
    "protection_officer": WAITING,
    "sre_mexico": WAITING,
    "window_officer": OPEN,
    "analyst": OPEN,
    "iom": OPEN,
    "partner_staff": OPEN,
}
GRACE = dt.timedelta(days=60)  # how long an app stands in for the key of a ``WAITING`` role
INVITATION = dt.timedelta(hours=1)  # how long a code for enrolling a new key lives
UNUSED = dt.timedelta(days=30)  # an account that nobody used for longer is suspended
LONGEST = dt.timedelta(hours=10)  # a session, however busy
CLOCK_BACK = dt.timedelta(minutes=2)  # a clock may be put right without everybody signing in again
IDLE_STAFF = dt.timedelta(minutes=15)
IDLE_PARTNER = dt.timedelta(minutes=10)

AT_ONCE = 5  # failures before the first wait
FIRST_WAIT, LONGEST_WAIT = 60, 900  # seconds
FORGOTTEN = dt.timedelta(minutes=30)  # without a failure for this long, counting begins anew


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a way is open to somebody, with the reason: for the journal, never for a stranger."""

    allowed: bool
    reason: str


def ways_of(roles: Iterable[str]) -> tuple[Way, ...]:
    """The ways open to whoever holds all these roles: what the strictest of them allows.

    A role that has no line here has the key alone; without a role there is no way at all.
    """
    found = [WAYS.get(role, KEY) for role in roles]
    return tuple(way for way in OPEN if found and all(way in ways for ways in found))


def is_waiting(roles: Iterable[str]) -> bool:
    """Whether an app only stands in until the key of one of these roles arrives."""
    return any(WAYS.get(role, KEY) is WAITING for role in roles)


def may_use(
    way: Way, roles: Iterable[str], *, key_due_on: dt.date | None, on: dt.date, demo: bool = False
) -> Answer:
    """Whether somebody with these roles may sign in this way on this day.

    ``key_due_on``: the last day on which an app stands in for a key; None: none was ever enrolled.
    """
    roles = tuple(roles)
    if not roles:
        return Answer(False, "no role")
    if way == "demo":
        return Answer(demo, "demonstration")
    if way not in ways_of(roles):
        return Answer(False, f"{way} is not a way of {'+'.join(sorted(set(roles)))}")
    if way == "app" and is_waiting(roles) and (key_due_on is None or on > key_due_on):
        return Answer(False, "the time without a key is over")
    return Answer(True, way)


def wait_after(failures: int) -> int:
    """How many seconds to wait after so many failures in a row: none, then longer; never for ever."""
    if failures < AT_ONCE:
        return 0
    return int(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - AT_ONCE, 10)))


def idle_limit(roles: Iterable[str]) -> dt.timedelta:
    """How long a session may rest before it ends: shorter where one works for a partner."""
    return IDLE_PARTNER if "partner_staff" in tuple(roles) else IDLE_STAFF


def is_over(*, begun_at: dt.datetime, seen_at: dt.datetime, roles: Iterable[str], at: dt.datetime) -> bool:
    """Whether a session ended by itself: it rested too long, or it is as long as a day of work."""
    clock_went_back = seen_at - at > CLOCK_BACK  # nobody knows how long it rested
    return clock_went_back or at - seen_at > idle_limit(roles) or at - begun_at > LONGEST
