"""What several acts of a petition share: a step of its life, its end, and who is told."""

from __future__ import annotations

import datetime as dt

from cauce.cases.access_told import attending
from cauce.custody.journal.withdrawing import note
from cauce.custody.keystore import shred
from cauce.rules import binational as rules
from cauce.staff.notices.actions import cancel, queue_each
from cauce.staff.offices import access as offices

from ..facts import due_of
from ..models import Petition, PetitionStep

SUBJECT = "Tiene una petición / A request"


def take_step(petition: Petition, act: str, *, side: rules.Side, by: str, at: dt.datetime) -> bool:
    """Advance by the table and keep the step; False when it was already so. Raises ``BadInput``."""
    after = rules.advance(petition.state, act, by=side)
    if after == petition.state:
        return False
    petition.state = after
    _keep(petition, act, side, by, at)
    return True


def first_step(petition: Petition, *, by: str, at: dt.datetime) -> None:
    """How its life begins, once its row stands."""
    _keep(petition, "ask", "post", by, at)


def _keep(petition: Petition, act: str, side: str, by: str, at: dt.datetime) -> None:
    number = PetitionStep.objects.filter(petition=petition).count() + 1
    PetitionStep.objects.create(
        petition=petition, number=number, act=act, state=petition.state, at=at, by=by, side=side
    )


def send_off(petition: Petition, at: dt.datetime) -> None:
    """It leaves: its clock starts, and its office is told that something waits."""
    petition.sent_at, petition.due_at = at, due_of(petition, at)
    tell_office(
        petition,
        f"petition_sent:{petition.id}",
        at=at,
        body="Algo espera su respuesta. / Something awaits your answer.",
    )


def end(petition: Petition, at: dt.datetime) -> None:
    """It is over: what left is destroyed for the office, and so is its key."""
    petition.shared = petition.carried_at = None
    petition.ended_at = at
    petition.save()
    note("petition", petition.id)
    shred(petition.id)
    for about in ("petition_sent", "petition_soon", "petition_late"):
        cancel(start=f"{about}:{petition.id}:")  # what has not left yet never leaves


def tell_office(petition: Petition, key: str, *, body: str, at: dt.datetime) -> None:
    """A neutral line to whoever answers for the office; kept once even where nobody is left."""
    people = [str(user.id) for user in offices.partner_staff(petition.partner_id)]
    queue_each(people, key=key, about=petition.case_id, subject=SUBJECT, body=body, at=at, kept=True)


def tell_post(
    petition: Petition, key: str, *, body: str, at: dt.datetime, lead: bool = False, but: str = ""
) -> None:
    """A neutral line to whoever works on the case, else to who could, never to a party; ``lead``: and who
    leads the post."""
    case = petition.case
    to = attending(case, ("protection_officer", "protection_consul"))
    if lead or not to:
        to += offices.staff(case.post_id, "head_of_post", case=case.id)
    found = {str(user.id) for user in to} - {but}
    queue_each(sorted(found), key=key, about=case.id, subject=case.folio, body=body, at=at, kept=True)
