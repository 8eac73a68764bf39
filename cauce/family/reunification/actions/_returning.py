"""What several acts of a return share: who is told, what is checked, what follows when all is ready."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.access_told import attending
from cauce.cases.actions import meet_obligation
from cauce.cases.facts import facts_of
from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, effect
from cauce.family.reunification.rules.returning import LABELS, PREPARING, Gate, closed
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from ..facts_returning import WISH, gates_of, seal_told, told_of
from ..models import Return

bad_input = BadInputs(__file__)

WORKS = ("protection_officer", "protection_consul")
SUBJECT = "Tiene un pendiente / Something to do"


def no_wish() -> BadInput:
    """What is said where the person does not want it, or was not asked."""
    return bad_input("person_has_not_said_they_want", where="wish")


def tell(trip: Return, key: str, users: list[User], body: str, at: dt.datetime) -> None:
    """Kept in the outbox even where nobody is left, so that it is found once and not at every tick."""
    queue_each(users, key=key, about=trip.case_id, subject=SUBJECT, body=body, at=at, kept=True)


def tell_receiver(trip: Return, key: str, body: str, at: dt.datetime) -> None:
    """Whoever receives is told, where they sign in."""
    if trip.partner_id:
        tell(trip, f"{key}:{trip.id}", offices.partner_staff(trip.partner_id), body, at)


def tell_post(trip: Return, key: str, body: str, at: dt.datetime, *roles: str) -> None:
    """Who works on the case, or those with these roles at its post."""
    case = trip.case
    users = offices.staff(case.post_id, *roles, case=case.id) if roles else attending(case, WORKS)
    tell(trip, f"{key}:{trip.id}", users, body, at)


def nobody_else(trip: Return, user: str) -> bool:
    """Whether nobody of its post but this user works on cases today."""
    users = offices.staff(trip.case.post_id, *WORKS, case=trip.case_id)
    return all(str(one.id) == user for one in users)


def check_preparing(trip: Return) -> None:
    """Raise ``BadInput`` unless it is still being prepared."""
    if trip.state != PREPARING:
        raise bad_input("this_journey_is_state", where="state", state=LABELS[trip.state])


def check_wish(trip: Return) -> None:
    """Raise ``BadInput`` unless the person wants it now."""
    if facts_of(trip.case).get(WISH) is not True:
        raise no_wish()


def check_may_arrange(actor: Actor, trip: Return, at: dt.datetime) -> None:
    """Nothing is arranged before it is wanted, advised on and its risk looked at. Raises ``BadInput``."""
    check_preparing(trip)
    check_wish(trip)
    left = closed(gates_of(actor, trip, at), "advice", "risk")
    if left:
        raise BadInput(
            "Antes de organizar el viaje: " + said(left, "es"),
            "Before the journey is arranged: " + said(left, "en"),
            where="gates",
            cure_es="Complete eso primero.",
            cure_en="Complete that first.",
        )


def said(left: tuple[Gate, ...], language: str) -> str:
    """What is missing, gate by gate, in one line."""
    return " ".join(
        f"{one.title[language]}: " + " ".join(text[language] for text in one.missing) for one in left
    )


def put(trip: Return, part: str, content: Any) -> None:
    """Seal one part of what is written of the return; None takes it away."""
    told = told_of(trip)
    if content is None:
        told.pop(part, None)
    else:
        told[part] = content
    seal_told(trip, told)


def about(entry: Entry, trip: Return, **detail: Any) -> None:
    entry.about("return", trip.id, post=trip.case.post_id)
    entry.detail(case=str(trip.case_id), **detail)


@effect
def note_ready(*, actor: Actor, trip: Return, at: dt.datetime) -> bool:
    """When the last gate opened, the step of the Protocol is met, once; whether it was now."""
    if trip.prepared_at is not None:
        return False
    found = gates_of(actor, trip, at)
    if closed(found):
        return False
    trip.prepared_at = at
    trip.save(update_fields=["prepared_at"])
    meet_obligation(actor=actor, case=trip.case, name="return_prepared", at=at)
    if any(one.id == "handover" for one in found):
        meet_obligation(actor=actor, case=trip.case, name="child_handover_prepared", at=at)
    return True
