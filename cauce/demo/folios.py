"""Folios of the ministry's register for the post that the tour shows, and somebody in detention there."""

from __future__ import annotations

import datetime as dt

from cauce.cases.access_registers import sheet_named, waiting
from cauce.cases.actions import Detention, record_detention, write_number
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Post, User

from . import network
from .more import More, telling
from .world import Invented

REGISTER, LATEST = "sipc", 9  # so many go on waiting
DAY = dt.timedelta(days=1)
HARRIS = "48201"  # the county of Houston


def load(here: network.PostStaff, now: dt.datetime) -> int:
    """Invented folios for all but the latest cases, and one person held; how many folios."""
    user = User.objects.get(username=f"{network.SHOWN.lower()}-proteccion")
    actor, post = offices.actor_for(user), Post.objects.get(code=network.SHOWN)
    _held(actor, telling(here, user, now, 3), now)
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


def _held(actor: Actor, more: More, now: dt.datetime) -> None:
    case = more(now - dt.timedelta(hours=5), "v25", {"person.detained": True})
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


INVENTED = Invented(190, lambda world: load(world.here, world.now))
