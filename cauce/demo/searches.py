"""A message that waits for somebody, whom she named, and two errands of the post that the tour shows."""

from __future__ import annotations

import datetime as dt

from cauce.cases.access_asked import attended
from cauce.family.searches.actions import (
    MessageTold,
    SearchTold,
    StepTaken,
    add_identification,
    add_step,
    look_for,
    name_somebody,
    open_search,
    take_message,
)
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User

from .world import Invented

DAY = dt.timedelta(days=1)


def load(post: Post, now: dt.datetime) -> int:
    """What waits in Recados; how many messages were left."""
    code = post.code.lower()
    counter = actor_for(User.objects.get(username=f"{code}-ventanilla"))
    case = next((one for one in attended() if one.post_id == post.code), None)
    left = [_left(counter, post, name, now) for name in ("Alguien Inventado Ejemplo", "Otra Persona Ejemplo")]
    if case is not None and case.officer is not None:
        hers = actor_for(case.officer)
        name_somebody(actor=hers, case=case, kind="danger", name="Señor Inventado", phone="", at=now)
        look_for(actor=SYSTEM, found={left[0]: [case], left[1]: []}, at=now)
    _errands(post, now)
    return len(left)


def _left(counter, post: Post, name: str, now: dt.datetime):
    return take_message(
        actor=counter,
        post=post,
        message=MessageTold(
            name=name,
            born=1990,
            caller="Señor Inventado",
            relation="family",
            phone="",
            words="Que llame a su casa (ejemplo).",
        ),
        at=now - DAY / 6,
    )


def _errands(post: Post, now: dt.datetime) -> None:
    owner = User.objects.get(username=f"{post.code.lower()}-proteccion")
    actor, today = actor_for(owner), now.date() - DAY
    for who, origin in (
        ("Esperanza Inventada Ejemplo", "commission"),
        ("Julián Inventado Ejemplo", "family"),
    ):
        search = open_search(
            actor=actor,
            post=post,
            origin=origin,
            told=SearchTold(
                who=who, asker="Quien lo pide (ejemplo)", known="Salió de casa en marzo (ejemplo)."
            ),
            owner=owner,
            at=now - 3 * DAY,
        )
        for kind in ("hospitals", "shelters"):
            add_step(
                actor=actor,
                search=search,
                step=StepTaken(kind=kind, on=today, result="waits", words=""),
                chase_on=None,
                at=now,
            )
    add_identification(
        actor=actor,
        search=search,
        office="Médico forense (ejemplo)",
        asked="Cotejo",
        on=today,
        samples=[{"who": "Su madre (ejemplo)", "agreed_on": today.isoformat()}],
        at=now,
    )


INVENTED = Invented(260, lambda world: load(world.post, world.now))
