"""The loop: the office is reminded before the deadline, the post after it, each once; a yes that ended ends
it.
"""

from __future__ import annotations

import datetime as dt

from cauce.custody.journal.door import Entry, act
from cauce.rules.binational import WITH_OFFICE
from cauce.rules.permissions import Actor

from ..facts import has_ended, still_carried
from ..models import Petition
from ._shared import tell_office, tell_post
from .asking import take_back


@act("petition.remind", requires="system.run", on="petition")
def remind_office(*, actor: Actor, entry: Entry, petition: Petition, at: dt.datetime) -> None:
    """The deadline is near: the office is told, once. Nothing is said where it answered meanwhile."""
    entry.about("petition", petition.id, post=petition.case.post_id)
    if petition.state in WITH_OFFICE:
        tell_office(
            petition,
            f"petition_soon:{petition.id}",
            at=at,
            body="Se acerca la fecha de algo que se le pidió. / Something you were asked is due soon.",
        )


@act("petition.chase", requires="system.run", on="petition")
def chase_petition(*, actor: Actor, entry: Entry, petition: Petition, at: dt.datetime) -> None:
    """The deadline passed: the office, whoever works on the case and who leads the post are told, once."""
    entry.about("petition", petition.id, post=petition.case.post_id)
    if petition.state not in WITH_OFFICE:
        return
    key = f"petition_late:{petition.id}"
    tell_office(
        petition,
        f"{key}:office",
        at=at,
        body="Algo sigue esperando su respuesta. / Something still waits for your answer.",
    )
    tell_post(
        petition,
        f"{key}:post",
        at=at,
        lead=True,
        body="Una oficina no ha contestado a tiempo; llámela. / An office has not answered in time; call it.",
    )


@act("petition.lapse", requires="system.run", on="petition")
def lapse_petition(*, actor: Actor, entry: Entry, petition: Petition, at: dt.datetime) -> bool:
    """The yes it rests on is over, or the case ended: it is withdrawn and its data are destroyed.

    False: it still stands.
    """
    entry.about("petition", petition.id, post=petition.case.post_id)
    if not has_ended(petition) and still_carried(petition, at):
        return False
    if not take_back(petition, side="system", by=actor.user, at=at):
        return False
    tell_post(
        petition,
        f"petition_lapsed:{petition.id}",
        at=at,
        body=(
            "Un permiso o el caso terminó; lo que se había pedido se retiró. / A permission or the case is "
            "over; what was asked was withdrawn."
        ),
    )
    return True
