"""The stored obligations become what the rules say: cases and posts whose rows differ are planned again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from cauce.cases.actions import replan_case
from cauce.cases.drift import drifted
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices
from cauce.staff.readiness import drift
from cauce.staff.readiness.actions import look_again


def put_right(at: dt.datetime, code: str | None, progress: Callable[[int], None]) -> int:
    """Plan again each case and post whose rows differ as of ``at``; how many. ``code`` None: every post."""
    done = 0
    for case in drifted(at, code, progress):
        replan_case(actor=SYSTEM, case=case, at=at)
        done += 1
    _, of_posts = drift.differences(at, code)
    for post in offices.posts():
        if post.code in {one.post for one in of_posts}:
            look_again(actor=SYSTEM, post=post, at=at)
            done += 1
    return done
