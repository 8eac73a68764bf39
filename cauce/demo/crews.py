"""One invented incident at the shown post, with a few of its cases: codes, one apart, one vehicle."""

from __future__ import annotations

import datetime as dt

from cauce.intake.crews import actions
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import network
from .choosing import open_cases
from .world import Invented

PEOPLE = 7
SAID = {
    "place": "Empacadora en las afueras (ejemplo)",
    "employer": "Contratista de campo (ejemplo)",
    "recruiter": "Reclutadora en el pueblo (ejemplo)",
    "shared": "Aviso de una organización: vivían en la misma casa. Inventado.",
}


def load(now: dt.datetime) -> int:
    """An incident of the day before; how many cases are of it."""
    post = offices.post(network.SHOWN)
    officer = actor_for(User.objects.get(username=f"{post.code.lower()}-proteccion"))
    known = open_cases(post.code)
    known.sort(key=lambda one: not (one[1].get("labour.situation") and not one[1].get("person.detained")))
    incident = actions.open_incident(actor=officer, post=post, said=SAID, at=now - dt.timedelta(hours=20))
    members = [
        actions.add_case(actor=officer, incident=incident, case=case, code=f"A-{n:02d}", at=now)
        for n, (case, _) in enumerate(known[:PEOPLE], start=1)
    ]
    if len(members) > 3:
        actions.mark_apart(actor=officer, member=members[-1], apart=True)
        actions.plan_ride(
            actor=officer,
            incident=incident,
            members=members[:3],
            where="Refugio (ejemplo)",
            driver="Protección civil (ejemplo)",
            leaves_at=now + dt.timedelta(hours=2),
            at=now,
        )
    return len(members)


INVENTED = Invented(150, lambda world: load(world.now))
