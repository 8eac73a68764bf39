"""A case that passed to somebody else with its sheet, a question between colleagues, and one that waits."""

from __future__ import annotations

import datetime as dt

from cauce.cases import actions
from cauce.cases.access import WORKING
from cauce.cases.models import Case
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User

from .world import Invented

SHEET = {
    ("promises"): (
        "Acompañarle el lunes a abrir su cuenta (ejemplo).\nAvisarle cuando llegue su acta (ejemplo)."
    ),
    "channel": "Si contesta un hombre, se dice que es de la biblioteca y se cuelga (ejemplo).",
    "risk": "El 12 vence el contrato de quien le renta el cuarto (ejemplo).",
    "manner": "Prefiere que le hablen de usted, sin prisa, y no repetir lo del viaje (ejemplo).",
}
QUESTION = "¿Esperaría usted a la cita con la abogada antes de hablar de regresar? (ejemplo)"


def load(post: Post, now: dt.datetime) -> None:
    """Three of the oldest open cases of the post, and of the others the next that is due: its consul's."""
    start = post.code.lower()
    names = ("proteccion", "proteccion2", "consul")
    one, two, consul = (User.objects.get(username=f"{start}-{name}") for name in names)
    rows = Case.objects.filter(post=post, status__in=WORKING, keeping="given", danger=False)
    rows = rows.select_related("post", "officer")
    cases = list(rows.order_by("opened_at")[:3])
    soon = rows.filter(next_due_at__gt=now).exclude(id__in=[case.id for case in cases])
    for case in soon.order_by("next_due_at")[:1]:
        actions.assign(actor=actor_for(consul), case=case, officer=consul)
    for case, what in zip(cases, ("passed", "asked", "leave"), strict=False):
        actions.assign(actor=actor_for(two), case=case, officer=two)
        if what == "passed":
            actions.write_sheet(actor=actor_for(two), case=case, content=SHEET, seen=0)
            actions.assign(actor=actor_for(two), case=case, officer=one)
        elif what == "asked":
            actions.ask_opinion(actor=actor_for(two), case=case, of=one, question=QUESTION, at=now)
        else:
            actions.ask_relief(actor=actor_for(two), case=case, at=now)


INVENTED = Invented(180, lambda world: load(world.post, world.now))
