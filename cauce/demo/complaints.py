"""A few invented complaints: one about the shown post, three that name one service, one ended."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.directory.models import Service
from cauce.rights.complaints import actions
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User

from . import network
from .world import Invented

NAMED_SAME = 3  # complaints that name one service


def load(now: dt.datetime) -> int:
    """Write them by the same acts as anybody would; how many there are."""
    here = offices.post(network.SHOWN)
    other = Post.objects.exclude(code=here.code).order_by("code")[0]
    control = actor_for(User.objects.get(username="control"))
    _filed(
        here,
        "officer",
        "manner",
        "Me gritaron en la ventanilla delante de todos. (ejemplo)",
        now,
        1,
    )
    ended = _filed(other, "service", "not_attended", "Esperé cuatro horas de pie. (ejemplo)", now, 30)
    actions.step(
        actor=control,
        complaint=ended,
        to="founded",
        code="founded",
        at=now - dt.timedelta(days=9),
        text="Se puso una banca y un turno. (ejemplo)",
    )
    service = Service.objects.order_by("name")[0]
    for days in range(3, 3 + 19 * NAMED_SAME, 19):
        one = _filed(None, "provider", "privacy", "Contaron lo mío en el comedor. (ejemplo)", now, days)
        actions.name(actor=control, complaint=one, kind="provider", typed=str(service.id))
    return 2 + NAMED_SAME


def _filed(post: Post | None, about: str, category: str, what: str, now: dt.datetime, days: int):
    return actions.file(
        actor=SYSTEM,
        form=uuid.uuid4(),
        at=now - dt.timedelta(days=days),
        complaint=actions.ComplaintTold(
            about=about,
            category=category,
            post=post,
            told={"what": what, "who": "", "when": ""},
            language="spa",
            interpreter=False,
            with_iom=about == "provider",
        ),
    )


INVENTED = Invented(290, lambda world: load(world.now))
