"""Who answers at night at the shown post, with a hole to be seen, and a call that waits."""

from __future__ import annotations

import datetime as dt

from cauce.intake.calls.actions import CallTyped, take
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import Turns, plan_duty, swap_duty
from cauce.staff.offices.models import User

from . import network
from .world import Invented

DAYS = 12
HOLE = 5  # which night has nobody: far enough to be mended in time


def load(now: dt.datetime) -> None:
    """Turns from six to six, one of them taken away; somebody called and could not talk."""
    post = offices.post(network.SHOWN)
    code = post.code.lower()
    people = {
        name: User.objects.get(username=f"{code}-{name}")
        for name in ("proteccion", "consul", "titular", "ventanilla")
    }
    head = actor_for(people["titular"])
    evening = now.astimezone(offices.zone(post.code)).replace(
        hour=18, minute=0, second=0, microsecond=0, tzinfo=None
    ) - dt.timedelta(days=1)
    turns = plan_duty(
        actor=head,
        post=post,
        turns=Turns(
            start=evening,
            end=evening + dt.timedelta(days=1),
            every="day",
            until=evening.date() + dt.timedelta(days=DAYS),
        ),
        first=str(people["proteccion"].id),
        second=str(people["consul"].id),
        at=now,
    )
    swap_duty(actor=head, turn=turns[HOLE], first="", second="", at=now)
    take(
        actor=actor_for(people["ventanilla"]),
        post=post,
        typed=CallTyped(
            channel="ciam_call",
            answers={"can_talk": "no", "someone_listens": "yes"},
            back_at=None,
            told={
                "way": "phone_call",
                "number": "(ejemplo)",
                "word": "girasol",
                "language": "spa",
                "never_from": "17:00",
                "never_to": "21:00",
                "note": "Colgó cuando alguien entró.",
            },
        ),
        at=now - dt.timedelta(minutes=50),
    )


INVENTED = Invented(130, lambda world: load(world.now))
