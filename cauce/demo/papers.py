"""Kits of sheets at the shown post: in the drawer, one that waits to be entered, one entered in part."""

from __future__ import annotations

import datetime as dt

from cauce.intake.kits.actions import PaperSays, enter, enter_sheet, give, lose, print_kits, use
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import User

from . import network
from .world import Invented


def load(now: dt.datetime) -> None:
    """Printed nine days ago; an outage yesterday afternoon; one kit is missing."""
    post, code = offices.post(network.SHOWN), network.SHOWN.lower()
    head = actor_for(User.objects.get(username=f"{code}-titular"))
    officer = User.objects.get(username=f"{code}-proteccion")
    printed = now - dt.timedelta(days=9)
    kits = print_kits(actor=head, post=post, count=5, language="es", at=printed)
    for place, where in ((0, "drawer"), (2, "window"), (3, "duty"), (4, "mobile")):
        give(actor=head, kit=kits[place], to=where, at=printed + dt.timedelta(hours=1))
    use(actor=head, kit=kits[2], at=now - dt.timedelta(hours=20))
    lose(actor=head, kit=kits[4], at=now - dt.timedelta(days=1))
    began = now - dt.timedelta(hours=22)
    actor = actor_for(officer)
    case = enter(
        actor=actor,
        kit=kits[3],
        paper=PaperSays(began_at=began, danger=False),
        channel="duty_phone",
        officer=officer,
        at=now - dt.timedelta(hours=2),
    )
    for sheet, when in (("counter", None), ("turn", began)):
        enter_sheet(
            actor=actor, kit=kits[3], case=case, sheet=sheet, happened_at=when, at=now - dt.timedelta(hours=2)
        )


INVENTED = Invented(140, lambda world: load(world.now))
