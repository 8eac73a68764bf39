"""Options and letters of the post that the tour shows: a date that is near, a letter that waits."""

from __future__ import annotations

import datetime as dt

from cauce.cases.access_routes import with_identity
from cauce.cases.actions import (
    ask_letter,
    issue_letter,
    remind_of_dates,
    set_route,
    start_letter,
    void_letter,
)
from cauce.cases.models import Case
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import network
from .world import Invented

FEW = 4
DAY = dt.timedelta(days=1)
COURSES = (("cp", "granted", 660), ("t1", "filed", 200), ("u", "with_lawyer", None), ("wages", "filed", 40))
TYPED = {"appeared_on": "3 de noviembre de 2026", "hours": "de 9:00 a 11:30"}


def load(now: dt.datetime) -> int:
    """Note where some routes stand and write a few letters; how many letters."""
    code = network.SHOWN.lower()
    writes = actor_for(User.objects.get(username=f"{code}-proteccion"))
    looks = actor_for(User.objects.get(username=f"{code}-consul"))
    cases = with_identity(network.SHOWN, FEW)
    for case, (route, state, days) in zip(cases, COURSES, strict=False):
        on = (now - days * DAY).date() if days else None
        set_route(actor=writes, case=case, route=route, state=state, on=on, said_by="lawyer", at=now)
        remind_of_dates(actor=SYSTEM, case=case, at=now)
    for number, case in enumerate(cases):
        _letter(writes, looks, case, number, now)
    return len(cases)


def _letter(writes: Actor, looks: Actor, case: Case, number: int, now: dt.datetime) -> None:
    """The first is void, the next two were issued, the last waits for another look."""
    letter = start_letter(actor=writes, case=case, template="appearance", language="es", at=now)
    ask_letter(actor=writes, case=case, letter=letter, answers=TYPED, seen=1, agreed=True, at=now)
    if number == FEW - 1:
        return
    issue_letter(actor=looks, letter=letter, seen=letter.text_hash, at=now)
    if number == 0:
        void_letter(actor=looks, letter=letter, reason="not_used", at=now)


INVENTED = Invented(170, lambda world: load(world.now))
