"""The system of the shown shelter: one key in use, and one approved that waits to be made and handed over."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from cauce.sharing.machines.access import KIND
from cauce.sharing.machines.actions import give_key
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User
from cauce.staff.oversight.actions import Matter, decide, propose

from .scenes import shown_partner
from .world import Invented

NAMESPACE = "casa.ejemplo"
WHY = "Convenio de ejemplo con la organización. / Example agreement."


def load(username: str | None, now: dt.datetime) -> int:
    """One proposes, another approves; how many keys were made. The key itself is shown to nobody.

    ``username``: of somebody who answers for the shelter; None: there is none.

    No address to be told at: a demonstration asks nothing of anybody outside.
    """
    if username is None:
        return 0
    answers = offices.actor_for(User.objects.get(username=username))
    partner = offices.partner(UUID(min(answers.partners)))
    by, other = (offices.actor_for(User.objects.get(username=name)) for name in ("administracion", "central"))
    for name in ("sistema-1", "sistema-2"):
        proposal = propose(
            actor=by,
            matter=Matter(
                kind=KIND, about=("partner", str(partner.id)), payload={"name": name, "namespace": NAMESPACE}
            ),
            post=None,
            reason=WHY,
            at=now,
        )
        decide(actor=other, proposal=proposal, approve=True, reason="", at=now)
    give_key(actor=by, partner=partner, name="sistema-1", namespace=NAMESPACE, at=now)
    return 1


INVENTED = Invented(250, lambda world: load(shown_partner(), world.now))
