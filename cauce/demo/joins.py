"""Two invented people of two posts who may be one and want it asked: the shown post has it to answer."""

from __future__ import annotations

import datetime as dt

from cauce.cases.actions import record_consent, save_identity
from cauce.cases.models import Case
from cauce.sharing.joins.rounds import pairs_looked_at
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import network
from .choosing import adult, fitting, open_cases, woman
from .world import Invented

THERE, BORN = "LAR", 1994
# The same invented person, as two people wrote her down.
WRITTEN = {
    network.SHOWN: ("María Xóchitl", "Ejemplo", "Inventada", "1994-05-07"),
    THERE: ("Ma. Xochitl", "Exemplo", "Inventada", "1994-07-05"),
}


def load(now: dt.datetime) -> int:
    """How many of the two files there were to write in; with both, the loop has put them side by side."""
    found = 0
    for post, person in WRITTEN.items():
        user = User.objects.get(username=f"{post.lower()}-proteccion")
        rows = Case.objects.filter(person__identities=None, officer=user).values_list("id", flat=True)
        unnamed, age = set(rows), now.year - BORN
        case = fitting(
            [one for one in open_cases(post) if one[0].id in unnamed],
            now,
            lambda facts, age=age: woman(facts) and abs((facts.get("person.age") or 0) - age) < 2,
            woman,
            adult,
            lambda facts: True,
        )
        if case is None:
            continue
        found += 1
        officer = actor_for(user)
        names = ("given_names", "first_surname", "second_surname", "birth_date")
        save_identity(
            actor=officer, case=case, seen_version=0, at=now, fields=dict(zip(names, person, strict=True))
        )
        record_consent(actor=officer, case=case, purpose="known_elsewhere", given=True, at=now)
    if found == len(WRITTEN):
        pairs_looked_at(now)
    return found


INVENTED = Invented(300, lambda world: load(world.now))
