"""Options and letters of the post that the tour shows: a date that is near, a letter that waits."""

from __future__ import annotations

import datetime as dt
import random

from cauce.cases.actions import (
    ask_letter,
    issue_letter,
    remind_of_dates,
    save_identity,
    set_route,
    start_letter,
    void_letter,
)
from cauce.cases.models import Case
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import names, network
from .more import telling
from .world import Invented

SEED, FEW = 20260111, 4
DAY = dt.timedelta(days=1)
# A route, where it stands, for how many days; since how many the case is attended, and whose account it is.
COURSES = (
    ("cp", "granted", 660, 690, "v07", {"person.sex": "woman"}),
    ("t1", "filed", 200, 260, "v30", {"person.sex": "woman"}),
    ("u", "with_lawyer", None, 90, "v29", {"person.sex": "man"}),
    ("wages", "filed", 40, 60, "v01", {"person.sex": "man", "labour.claim": True}),
)
WISHES = {"wish.legal_status": True, "need.legal": True, "danger.immediate": False}
TYPED = {"appeared_on": "3 de noviembre de 2026", "hours": "de 9:00 a 11:30"}


def load(here: network.PostStaff, now: dt.datetime) -> int:
    """Note where some routes stand and write a few letters; how many letters."""
    code = network.SHOWN.lower()
    officer = User.objects.get(username=f"{code}-proteccion")
    writes = actor_for(officer)
    looks = actor_for(User.objects.get(username=f"{code}-consul"))
    chance = random.Random(SEED)  # noqa: S311 - invented names
    more, cases = telling(here, officer, now, 4), []
    for route, state, days, since, account, facts in COURSES:
        case = more(now - since * DAY, account, {**WISHES, **facts})
        who = names.identity(chance, facts["person.sex"] == "woman")
        save_identity(actor=writes, case=case, seen_version=0, at=now, fields=who)
        cases.append(case)
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


INVENTED = Invented(170, lambda world: load(world.here, world.now))
