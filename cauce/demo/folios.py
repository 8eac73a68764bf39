"""Folios of the ministry's register for the post that the tour shows, and somebody in detention there."""

from __future__ import annotations

import datetime as dt

from cauce.cases.access_registers import sheet_named, waiting
from cauce.cases.actions import Detention, open_case, record_consent, record_detention, write_number
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from . import network
from .world import Invented

REGISTER, LATEST = "sipc", 9  # so many go on waiting
DAY = dt.timedelta(days=1)
HARRIS = "48201"  # the county of Houston


def load(now: dt.datetime) -> int:
    """Invented folios for all but the latest cases, and one person held; how many folios."""
    user = User.objects.get(username=f"{network.SHOWN.lower()}-proteccion")
    actor, post = offices.actor_for(user), Post.objects.get(code=network.SHOWN)
    _held(actor, post, user, now)
    rows = waiting(actor, post, sheet_named(REGISTER), offices.day_at(post, now))
    for number, one in enumerate(rows[:-LATEST], 1):
        write_number(
            actor=actor,
            case=one.case,
            register=REGISTER,
            at=now,
            number=f"EJEMPLO-{one.case.opened_at:%Y}-{number:05d}",
        )
    return max(len(rows) - LATEST, 0)


def _held(actor: Actor, post: Post, user: User, now: dt.datetime) -> None:
    case = open_case(
        actor=actor,
        post=post,
        channel="detention_visit",
        started_at=now - dt.timedelta(hours=5),
        officer=user,
        facts={
            "person.detained": True,
            "protection.accepted": True,
            "person.age": 30,
            "danger.immediate": False,
        },
    )
    record_consent(actor=actor, case=case, purpose="keeping", given=True, at=now)
    record_detention(
        actor=actor,
        case=case,
        seen=0,
        detention=Detention(
            centre="Centro Montaña (ejemplo)",
            county=HARRIS,
            hearing_at=now + 12 * DAY,
            removal_on=(now + 20 * DAY).date(),
        ),
        at=now,
    )


INVENTED = Invented(190, lambda world: load(world.now))
