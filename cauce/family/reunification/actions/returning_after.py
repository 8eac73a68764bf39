"""Contacts after a return: each tried in a safe way, and silence told to who leads, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from cauce.cases.actions import meet_obligation
from cauce.cases.models import Case
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.family.reunification.rules.after_return import MADE, NOT_SAFE, OUTCOMES, owed
from cauce.family.reunification.rules.returning import ENDED, RECEIVED
from cauce.rules.contact import SHE_COMES
from cauce.rules.permissions import Actor

from ..facts_returning import contacts_of, may_reach
from ..models import Return, ReturnContact, ReturnTry
from ._returning import about, tell_post, tell_receiver

bad_input = BadInputs(__file__)


def _check_try(
    trip: Return,
    contact: ReturnContact,
    outcome: str,
    way: str,
    language: str,
    when: dt.datetime,
    at: dt.datetime,
) -> None:
    read = next(one for row, one in contacts_of([trip])[trip.id] if row.id == contact.id)
    if outcome not in OUTCOMES:
        raise unknown("resultados", "outcomes", outcome, OUTCOMES, "outcome")
    if trip.state != RECEIVED or read.made:
        raise bad_input("that_contact_was_made_already", where="contact")
    if when > at + dt.timedelta(minutes=5) or (trip.received_at and when < trip.received_at):
        raise bad_input("that_hour_cannot_be", where="when")
    if outcome != NOT_SAFE and not owed(read, when) and way != SHE_COMES:
        raise bad_input("that_contact_is_not_due_yet", where="contact")
    if outcome == NOT_SAFE or way == SHE_COMES:
        return
    verdict = may_reach(trip, way, language, when)
    if not verdict.allowed:
        raise BadInput(
            " ".join(one.es for one in verdict.reasons),
            " ".join(one.en for one in verdict.reasons),
            where="way",
            cure_es="Busque otro medio o anote que no era seguro.",
            cure_en="Use another way, or note that it was not safe.",
        )


@dataclass(frozen=True)
class ReturnAttempt:
    """What came of one attempt to reach whoever returned. One that was not safe has no way."""

    outcome: str
    when: dt.datetime
    way: str = ""
    language: str = ""
    note: str = ""


@act("return.try", requires="return.work", on="trip")
def note_contact(
    *,
    actor: Actor,
    entry: Entry,
    trip: Return,
    contact: ReturnContact,
    attempt: ReturnAttempt,
    at: dt.datetime,
) -> None:
    """What came of a contact. A failed one stays written; a made one renews what was agreed.

    Raises ``BadInput`` for a way that was not safe then, an hour that cannot be, or a contact made already.
    """
    if contact.trip_id != trip.id:
        raise Absent()
    _check_try(trip, contact, attempt.outcome, attempt.way, attempt.language, attempt.when, at)
    made = ReturnTry(
        trip=trip,
        contact=contact,
        at=attempt.when,
        typed_at=timezone.now(),
        outcome=attempt.outcome,
        way="" if attempt.outcome == NOT_SAFE else attempt.way,
        by=actor.user,
    )
    if attempt.note.strip():
        made.note = ReturnTry.note.seal(made, attempt.note)
    made.save(force_insert=True)
    if attempt.outcome == MADE:
        trip.silence_told_at = None
        if contact.days == max(trip.contacts.values_list("days", flat=True)):
            trip.state, trip.ended_at, trip.ended_by = ENDED, at, actor.user
        trip.save()
        meet_obligation(actor=actor, case=trip.case, name="return_contact_made", at=attempt.when)
    about(entry, trip, days=contact.days, outcome=attempt.outcome, way=made.way)


@act("return.tell_silence", requires="system.run", on="trip")
def tell_silence(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> bool:
    """Nobody reached the person so often in a row: who leads protection is told; whether it was now."""
    about(entry, trip)
    if trip.state != RECEIVED or trip.silence_told_at is not None:
        return False
    trip.silence_told_at = at
    trip.save(update_fields=["silence_told_at"])
    tell_post(
        trip,
        f"return_silence:{at:%y%m%d%H%M%S%f}",
        "Hay alguien con quien no se ha podido hablar; véalo en Viajes. / "
        "Somebody could not be reached; see it under Journeys.",
        at,
        "protection_consul",
        "head_of_post",
    )
    return True


@act("return.tell_late", requires="system.run", on="trip")
def tell_late(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> bool:
    """Nobody confirmed the arrival in time: the post and who leads it are told, once; whether it was now."""
    about(entry, trip)
    if trip.state != "departed" or trip.late_told_at is not None:
        return False
    trip.late_told_at = at
    trip.save(update_fields=["late_told_at"])
    tell_post(
        trip,
        "return_late",
        "No se ha confirmado una llegada; véalo en Viajes. / An arrival is not confirmed; see Journeys.",
        at,
        "protection_officer",
        "protection_consul",
        "head_of_post",
    )
    tell_receiver(
        trip,
        "return_late_there",
        "¿Ya llegó quien esperaba? Anótelo. / Did whom you expected arrive? Note it.",
        at,
    )
    return True


@effect
def hide_returns(case: Case, at: dt.datetime) -> None:
    """Whoever would receive sees nothing of the journeys of a case any more."""
    Return.objects.filter(case=case).update(shared=None)


@effect
def erase_returns(case: Case, at: dt.datetime) -> None:
    """What was written of the returns of a case goes; codes and days stay for the numbers."""
    for trip in Return.objects.filter(case=case).select_related("case"):
        # Empty and not sealed anew: a restored copy may have lost the key already.
        trip.sealed, trip.shared = b"", None
        trip.save(update_fields=["sealed", "shared"])
        trip.tries.update(note=None)
