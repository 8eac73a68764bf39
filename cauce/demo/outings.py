"""Outings of the shown post: one to come that lacks something, and one that is over and was counted."""

from __future__ import annotations

import datetime as dt

from cauce.intake.collection import access as collection
from cauce.intake.outings import access
from cauce.intake.outings.actions import (
    Facts,
    PhoneNoted,
    bring_back,
    close_outing,
    end_step,
    note_phone,
    pack,
    plan_outing,
    set_team,
)
from cauce.intake.outings.actions.packing import Back, Line
from cauce.intake.outings.models import Outing
from cauce.staff.offices.access import actor_for, day_at
from cauce.staff.offices.models import Post, User

from .world import Invented

AHEAD, AGO = 5, 9  # days: told of by now, and long enough over to be counted


def _planned(post: Post, head, who: dict[str, str], when: dt.date, at: dt.datetime, **more) -> Outing:
    facts = Facts(
        city="Bryan",
        state="TX",
        time_zone=post.time_zone,
        first_on=when,
        last_on=when,
        opens=dt.time(9),
        closes=dt.time(15),
        volunteers=6,
        point="30.674, -96.370",
        **more,
    )
    outing = plan_outing(actor=head, post=post, facts=facts, at=at)
    set_team(
        actor=head,
        outing=outing,
        at=at,
        phones={one.id for one in collection.in_use(post.code)},
        members={
            "lead": {who["consul"]},
            "talks": {who["proteccion"]},
            "welcome": {who["ventanilla"]},
            "telephones": {who["ventanilla"]},
        },
        tongues={"eng": "team", "kek": "nobody"} if when > at.date() else {"eng": "team"},
    )
    return outing


def load(post: Post, now: dt.datetime) -> int:
    """Two outings; the one that is over was held as planned, but a charger."""
    users = {
        name: User.objects.get(username=f"{post.code.lower()}-{name}")
        for name in ("proteccion", "consul", "titular", "ventanilla")
    }
    people = {name: str(user.id) for name, user in users.items()}
    head, window = actor_for(users["titular"]), actor_for(users["ventanilla"])
    today, before = day_at(post, now), now - dt.timedelta(days=AGO + 6)
    over = _planned(
        post,
        head,
        people,
        today - dt.timedelta(days=AGO),
        before,
        venue="Biblioteca pública (ejemplo)",
        people=80,
        private_place="Sala de lectura, al fondo",
    )
    for row in over.steps.exclude(at=None):
        end_step(actor=window, outing=over, step_id=row.id, done=True, why="", at=row.at)
    went = {row.item: row.needed for row in access.items_of(access.whole(over))}
    pack(
        actor=window,
        outing=over,
        lines={name: Line(n) for name, n in went.items()},
        at=over.starts_at,
    )
    ended = over.ends_at + dt.timedelta(hours=1)
    back = {name: Back(n) for name, n in went.items()} | {"chargers": Back(1, "nothing")}
    bring_back(actor=window, outing=over, lines=back, at=ended)
    for phone in over.phones.all():
        note_phone(
            actor=window,
            outing=over,
            device_id=phone.device_id,
            noted=PhoneNoted(opened=True, filled=0, whereabouts="back", on_it=""),
            at=ended,
        )
    close_outing(
        actor=head, outing=over, at=ended, counts={"offered": 74, "sheets": 0, "talks": 5, "opened": 1}
    )
    _planned(
        post,
        head,
        people,
        today + dt.timedelta(days=AHEAD),
        now,
        venue="Escuela primaria (ejemplo)",
        people=120,
        private_place="",
    )
    return 2


INVENTED = Invented(240, lambda world: load(world.post, world.now))
