"""A return is begun because the person wants it, and prepared: advice, risk, the day, the money, the
contact.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from cauce.cases.access import WORKING
from cauce.cases.contact import record_of
from cauce.cases.facts import consents_of, edition_of, facts_of, zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act
from cauce.family.reunification.rules.after_return import zone_of_state
from cauce.family.reunification.rules.returning import (
    ADVICE,
    DEPARTED,
    ESCORTS,
    LEVELS,
    PREPARING,
    check_counted,
)
from cauce.rules.consent import may
from cauce.rules.contact import NEVER
from cauce.rules.permissions import Actor
from cauce.rules.tools import amount_of
from cauce.staff.offices import access as offices

from ..facts_returning import WISH, papers, receipt_of, seal_told, stored_of
from ..models import Return
from ._returning import (
    about,
    check_may_arrange,
    check_preparing,
    no_wish,
    nobody_else,
    note_ready,
    put,
    tell,
    tell_post,
    tell_receiver,
)

bad_input = BadInputs(__file__)

LOOK = "Algo espera otra mirada; está en Viajes. / Something waits for another look; see Journeys."
AGREED = "Oficinas centrales contestó; está en el caso. / Headquarters answered; see the case."


@act("return.start", requires="return.work", on="case")
def start_return(*, actor: Actor, entry: Entry, case: Case, destination: str, at: dt.datetime) -> Return:
    """Begin to prepare the return of a person who wants it. Nothing is arranged by this.

    Raises ``BadInput`` when the person does not want it or was not asked, another one is open, the case is
    closed or there is no consent to keep; ``Unknown`` for another state of Mexico.
    """
    edition = edition_of(case)
    states = [row["code"] for row in edition.catalogues["mx_states"]]
    if destination not in states:
        raise unknown("entidades", "states", destination, states, "destination")
    if facts_of(case).get(WISH) is not True:
        raise no_wish()
    if case.status not in WORKING or case.keeping != "given":
        raise bad_input("case_is_closed_or_there_is_no_consent", where="case")
    if Return.objects.filter(case=case, state__in=(PREPARING, DEPARTED)).exists():
        raise bad_input("journey_is_already_being_prepared_or_under", where="destination")
    trip = Return(
        id=uuid.uuid4(),
        case=case,
        destination=destination,
        opened_at=at,
        opened_by=actor.user,
        zone=zone_of_state(edition, destination, zone_of(case)).zone.key,
    )
    seal_told(trip, {})
    trip.save(force_insert=True)
    about(entry, trip)
    return trip


@act("return.advise", requires="return.work", on="trip")
def note_advice(
    *, actor: Actor, entry: Entry, trip: Return, answer: str, who: str, on: dt.date, at: dt.datetime
) -> None:
    """Legal advice on what leaving costs was taken, or declined in writing. ``who`` gave or offered it.

    Raises ``Unknown`` for another answer, ``BadInput`` for a day ahead or nobody named.
    """
    check_preparing(trip)
    if answer not in ADVICE:
        raise unknown("respuestas", "answers", answer, ADVICE, "answer")
    if not who.strip():
        raise bad_input("it_does_not_say_who_gave", where="who")
    if on > at.astimezone(zone_of(trip.case)).date():
        raise bad_input("that_day_has_not_come_yet_note", where="on")
    trip.advice, trip.advice_on, trip.advice_by = answer, on, actor.user
    put(trip, "advice", {"who": who})
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    about(entry, trip, answer=answer)


@act("return.assess", requires="return.work", on="trip")
def assess_destination(
    *,
    actor: Actor,
    entry: Entry,
    trip: Return,
    level: str,
    reasons: str,
    measures: str,
    at: dt.datetime,
) -> None:
    """The risk where the person goes, on what it rests, and what is done about it.

    A new assessment takes back the agreement of a second person. Where nobody else of the post could
    look at a high risk, headquarters is asked to. Raises ``Unknown`` or ``BadInput``.
    """
    check_preparing(trip)
    if level not in LEVELS:
        raise unknown("niveles", "levels", level, LEVELS, "level")
    for where, text in (("reasons", reasons), ("measures", measures)):
        if not text.strip():
            raise bad_input("say_what_the_assessment_is_based_on", where=where)
    trip.high, trip.risk_at, trip.risk_by = level == "high", at, actor.user
    trip.agreed_at, trip.agreed_by = None, ""
    trip.outside = bool(trip.high) and nobody_else(trip, actor.user)
    put(trip, "risk", {"level": level, "reasons": reasons, "measures": measures})
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    if trip.outside:
        key = f"return_look:{trip.id}:{at:%y%m%d%H%M%S%f}"
        tell(trip, key, offices.holders("headquarters"), LOOK, at)
    about(entry, trip, outside=trip.outside)


@act("return.agree", requires="return.agree", on="trip")
def agree_risk(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> None:
    """A second person agrees that, with these measures, the return may be prepared at a high risk.

    Raises ``BadInput`` for whoever assessed it, or where nothing high was assessed; ``Absent`` for
    headquarters where the post has somebody else.
    """
    here = trip.case.post_id in actor.posts
    if not here and not trip.outside:
        raise Absent()
    check_preparing(trip)
    if not trip.high:
        raise bad_input("there_is_no_high_risk_to_look", where="risk")
    if actor.user == trip.risk_by:
        raise bad_input("another_person_looks_at_it", where="risk")
    trip.agreed_at, trip.agreed_by = at, actor.user
    trip.save()
    if here:
        note_ready(actor=actor, trip=trip, at=at)
    else:  # headquarters opens no gate of the case: the loop looks whether it was the last
        tell_post(trip, f"return_agreed:{at:%y%m%d%H%M%S%f}", AGREED, at)
    about(entry, trip, outside=not here)


def _check_plan(departs_at: dt.datetime, arrives_at: dt.datetime, people: int, at: dt.datetime) -> None:
    if departs_at < at - dt.timedelta(days=1):
        raise bad_input("that_departure_is_past", where="departs_at")
    if arrives_at <= departs_at:
        raise bad_input("the_arrival_is_before_the_departure", where="arrives_at")
    if not 1 <= people <= 30:
        raise bad_input("say_how_many_people_travel", where="people")


@dataclass(frozen=True)
class ReturnPlan:
    """The day, the hour there, how many travel and who goes along."""

    departs_at: dt.datetime
    arrives_at: dt.datetime
    people: int
    escort: str
    escort_who: str


@act("return.plan", requires="return.work", on="trip")
def plan_return(*, actor: Actor, entry: Entry, trip: Return, plan: ReturnPlan, at: dt.datetime) -> None:
    """The day, the hour there, how many travel and who goes along. Another day must be confirmed again.

    Raises ``BadInput`` before advice and risk were done, and for days that cannot be; ``Unknown``.
    """
    check_may_arrange(actor, trip, at)
    if plan.escort not in ESCORTS:
        raise unknown("opciones", "options", plan.escort, ESCORTS, "escort")
    if plan.escort == "goes" and not plan.escort_who.strip():
        raise bad_input("it_does_not_say_who_goes_along", where="escort_who")
    _check_plan(plan.departs_at, plan.arrives_at, plan.people, at)
    moved = (trip.departs_at, trip.arrives_at, trip.people) != (plan.departs_at, plan.arrives_at, plan.people)
    trip.departs_at, trip.arrives_at, trip.people, trip.escort = (
        plan.departs_at,
        plan.arrives_at,
        plan.people,
        plan.escort,
    )
    put(trip, "escort", {"who": plan.escort_who})
    if moved:
        trip.confirmed_at, trip.confirmed_by = None, ""
        put(trip, "reception", None)
        if trip.shared:
            now = stored_of(trip) | {"arrival_time": plan.arrives_at.isoformat(), "dependants": plan.people}
            trip.shared = Return.shared.seal(trip, now)
            tell_receiver(
                trip,
                f"return_moved:{plan.departs_at:%y%m%d%H%M%S%f}",
                "Cambió una llegada que espera; confírmela otra vez. / "
                "An arrival you expect has changed; confirm it again.",
                at,
            )
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    about(entry, trip, escort=plan.escort)


@act("return.count_money", requires="return.work", on="trip")
def count_money(*, actor: Actor, entry: Entry, trip: Return, counted: str, at: dt.datetime) -> None:
    """What was counted before the person is the sum of the lines of the receipt. "": no money was given.

    Raises ``BadInput``, naming the difference, when it is not; and without a finished receipt.
    """
    check_preparing(trip)
    found = receipt_of(papers(trip.case)["T19"])
    if not counted.strip():
        if found is not None:
            raise bad_input("there_is_a_finished_receipt", where="counted")
        put(trip, "money", {"none": True})
    else:
        amount = amount_of(counted)
        if amount is None:
            raise bad_input("counted_is_not_an_amount", where="counted", counted=counted)
        if found is None:
            raise bad_input("there_is_no_receipt", where="counted")
        check_counted(found[1], amount)
        put(
            trip,
            "money",
            {"form": str(found[0].id), "counted": str(Decimal(amount)), "currency": found[2]},
        )
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    about(entry, trip, given=bool(counted.strip()))


@act("return.agree_contact", requires="return.work", on="trip")
def agree_contact(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> None:
    """The person agrees to be contacted on the days that follow, in the ways that were confirmed.

    Raises ``BadInput`` when no yes to contact or no way in force stands behind it.
    """
    check_preparing(trip)
    record = record_of(trip.case)
    fits = record is not None and at < record.expires_at and all(one.way != NEVER for one in record.ways)
    if not fits or not may(consents_of(trip.case), "contact", at).allowed:
        raise bad_input("there_is_no_safe_channel_in_force", where="contact")
    trip.contact_agreed_at = at
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    about(entry, trip)


@act("return.ready", requires="system.run", on="trip")
def mark_ready(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> bool:
    """The last form was finished elsewhere: the step of the Protocol is met; whether it was now."""
    about(entry, trip)
    return trip.state == PREPARING and note_ready(actor=actor, trip=trip, at=at)
