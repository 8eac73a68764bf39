"""Who receives, the departure, the reception; and the return that is no longer made."""

from __future__ import annotations

import datetime as dt

from cauce.cases.actions import ConsentTerms, meet_obligation, record_act, record_consent
from cauce.cases.consent_to_store import may_keep
from cauce.cases.facts import edition_of, zone_of
from cauce.cases.models import Case
from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, close, note
from cauce.family.reunification.rules.after_return import schedule
from cauce.family.reunification.rules.returning import (
    DEPARTED,
    PREPARING,
    RECEIVED,
    STOPPED,
    STOPS,
    check_next,
    closed,
)
from cauce.rules.permissions import SYSTEM, Actor
from cauce.rules.telling_words import telling_text
from cauce.staff.offices.models import Partner

from ..facts_returning import (
    WISH,
    agreed_now,
    departs_on,
    ended_with_its_case,
    gates_of,
    is_over,
    there,
)
from ..models import Return, ReturnContact
from ._returning import (
    about,
    check_may_arrange,
    check_preparing,
    check_wish,
    note_ready,
    put,
    said,
    tell_post,
    tell_receiver,
)

bad_input = BadInputs(__file__)

RECEIVERS = ("sre_office", "authority", "provider", "iom")
FIELDS = ("arrival_time", "dependants", "needs")


def _check_past(when: dt.datetime, at: dt.datetime, where: str) -> None:
    if when > at + dt.timedelta(minutes=5):
        raise bad_input("that_hour_has_not_come_yet", where=where)


@act("return.share", requires="return.work", on="trip")
def share_return(
    *,
    actor: Actor,
    entry: Entry,
    trip: Return,
    partner: Partner,
    needs: str,
    agreed: bool,
    at: dt.datetime,
) -> None:
    """With the person's yes for this receiver: when they arrive, how many, and what they need. No more.

    Raises ``BadInput`` without that yes, without a day, for an organisation that receives nobody, and for
    words that say who it is or their papers.
    """
    check_may_arrange(actor, trip, at)
    if not agreed:
        raise bad_input("person_has_not_said_yes_for_one", where="agreed")
    if partner.kind not in RECEIVERS:
        raise unknown("quién recibe", "receivers", partner.name, (), "partner")
    if trip.arrives_at is None:
        raise bad_input("the_journey_has_no_day_yet", where="partner")
    for found in telling_text(needs):
        raise BadInput(
            found.warning.es,
            found.warning.en,
            where="needs",
            cure_es=f"Quite «{found.found}».",
            cure_en=f"Take out '{found.found}'.",
        )
    record_consent(
        actor=actor,
        case=trip.case,
        purpose="referral",
        given=True,
        at=at,
        recipient=str(partner.id),
        terms=ConsentTerms(fields=FIELDS),
    )
    trip.partner = partner
    trip.confirmed_at, trip.confirmed_by = None, ""
    put(trip, "reception", None)
    put(trip, "asked", {"at": at.isoformat()})
    trip.shared = Return.shared.seal(
        trip, {"arrival_time": trip.arrives_at.isoformat(), "dependants": trip.people, "needs": needs}
    )
    trip.save()
    tell_receiver(
        trip,
        f"return_asked:{at:%y%m%d%H%M%S%f}",
        "Se le pide confirmar una llegada. / You are asked to confirm an arrival.",
        at,
    )
    about(entry, trip, partner=str(partner.id), fields=list(FIELDS))


@act("return.confirm", requires="return.receive", on="trip")
def confirm_reception(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> None:
    """Whoever receives says that they will be there. Said twice, it stands once. Raises ``BadInput``."""
    check_preparing(trip)
    about(entry, trip)
    if trip.confirmed_at is not None:
        return
    trip.confirmed_at, trip.confirmed_by = at, actor.user
    put(trip, "reception", {"way": "page"})
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    tell_post(
        trip,
        f"return_confirmed:{at:%y%m%d%H%M%S%f}",
        "Quien recibe ya confirmó. / Whoever receives has confirmed.",
        at,
    )


@act("return.note_reception", requires="return.work", on="trip")
def note_reception(
    *,
    actor: Actor,
    entry: Entry,
    trip: Return,
    who: str,
    office: str,
    when: dt.datetime,
    at: dt.datetime,
) -> None:
    """Written down where nobody there signs in: who confirmed (a role), at which office, and when."""
    check_may_arrange(actor, trip, at)
    for where, text in (("who", who), ("office", office)):
        if not text.strip():
            raise bad_input("who_confirmed_or_at_which_office", where=where)
    _check_past(when, at, "when")
    if trip.arrives_at is None:
        raise bad_input("the_journey_has_no_day_yet_note", where="when")
    trip.confirmed_at, trip.confirmed_by = when, actor.user
    put(trip, "reception", {"way": "written", "who": who, "office": office})
    trip.save()
    note_ready(actor=actor, trip=trip, at=at)
    about(entry, trip)


@act("return.depart", requires="return.work", on="trip")
def depart_return(*, actor: Actor, entry: Entry, trip: Return, when: dt.datetime, at: dt.datetime) -> None:
    """The person set out. Raises ``BadInput`` naming each gate that is not open, or for another day."""
    check_next(trip.state, DEPARTED)
    check_wish(trip)
    left = closed(gates_of(actor, trip, at))
    if left:
        raise BadInput(
            "Todavía no se puede salir. " + said(left, "es"),
            "Departure is not possible yet. " + said(left, "en"),
            where="gates",
            cure_es="La persona puede esperar; nada se pierde.",
            cure_en="It can wait; nothing is lost.",
        )
    _check_past(when, at, "when")
    if when.astimezone(zone_of(trip.case)).date() != departs_on(trip):
        raise bad_input("it_is_another_day_than_one_confirmed", where="when")
    note_ready(actor=actor, trip=trip, at=at)
    trip.state, trip.departed_at, trip.departed_by = DEPARTED, when, actor.user
    trip.save()
    meet_obligation(actor=actor, case=trip.case, name="return_begun", at=when)
    tell_receiver(
        trip,
        "return_departed",
        "Va en camino una llegada que espera. / An arrival you expect is on its way.",
        at,
    )
    about(entry, trip)


def _received(actor: Actor, trip: Return, who: str, when: dt.datetime, at: dt.datetime) -> None:
    check_next(trip.state, RECEIVED)
    _check_past(when, at, "when")
    if trip.departed_at and when < trip.departed_at:
        raise bad_input("it_is_before_the_departure", where="when")
    trip.state, trip.received_at, trip.received_by = RECEIVED, when, actor.user
    trip.shared = None  # what it was shared for is done
    note("return", trip.id)
    put(trip, "received", {"who": who})
    trip.save()
    for days, due in schedule(edition_of(trip.case), when, there(trip)):
        ReturnContact.objects.create(trip=trip, days=days, due_at=due)
    meet_obligation(actor=actor, case=trip.case, name="return_received", at=when)


@act("return.receive", requires="return.receive", on="trip")
def receive_return(*, actor: Actor, entry: Entry, trip: Return, when: dt.datetime, at: dt.datetime) -> None:
    """Whoever receives says that the person is with them. Raises ``BadInput`` for an hour that cannot be."""
    _received(actor, trip, "", when, at)
    tell_post(
        trip,
        "return_received",
        "Ya llegó a donde le esperaban. / The arrival you waited for took place.",
        at,
    )
    about(entry, trip)


@act("return.note_received", requires="return.work", on="trip")
def note_received(
    *, actor: Actor, entry: Entry, trip: Return, who: str, when: dt.datetime, at: dt.datetime
) -> None:
    """The post writes down who received the person there, and when. Raises ``BadInput``."""
    if not who.strip():
        raise bad_input("it_does_not_say_who_received", where="who")
    _received(actor, trip, who, when, at)
    about(entry, trip)


def _stop(actor: Actor, trip: Return, reason: str, at: dt.datetime) -> None:
    check_next(trip.state, STOPPED)
    waited = trip.shared is not None
    trip.state, trip.end_reason, trip.ended_at, trip.ended_by = STOPPED, reason, at, actor.user
    trip.shared, trip.confirmed_at = None, None
    trip.save()
    note("return", trip.id, reason=reason)
    if waited:
        tell_receiver(
            trip,
            "return_stopped",
            "Ya no hay que esperar una llegada. / An arrival is no longer to be waited for.",
            at,
        )


@again("return")
def _end_again(ids: tuple[str, ...], at: dt.datetime, reason: str = "") -> int:
    """Whoever receives reads nothing of it; ``reason``: it was stopped for."""
    count = (
        Return.objects.filter(id__in=ids)
        .exclude(shared=None)
        .update(shared=None, confirmed_at=None, confirmed_by="")
    )
    if reason:
        count += Return.objects.filter(id__in=ids, state=PREPARING).update(
            state=STOPPED, end_reason=reason, ended_at=at, ended_by=SYSTEM.user
        )
    return count


@act("return.stop", requires="return.work", on="trip")
def stop_return(
    *, actor: Actor, entry: Entry, trip: Return, reason: str, words: str, at: dt.datetime
) -> None:
    """It is no longer made: the person changed their mind, or it cannot be. What was written stays.

    Whoever would have received is told, and sees nothing more. Raises ``Unknown``, or ``BadInput`` after
    departure.
    """
    if reason not in STOPS or reason == "record":
        raise unknown("motivos", "reasons", reason, STOPS, "reason")
    _stop(actor, trip, reason, at)
    if words.strip():
        put(trip, "stopped", {"words": words})
        trip.save(update_fields=["sealed"])
    if reason == "changed_mind":
        facts = {WISH: False} if may_keep(trip.case, WISH) else {}
        record_act(actor=actor, case=trip.case, name="return_declined", happened_at=at, facts=facts)
    about(entry, trip, reason=reason)


@act("return.lapse", requires="system.run", on="trip")
def lapse_return(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> bool:
    """The wish was taken back on another page, or the case ended: nothing goes on; whether it was now."""
    about(entry, trip)
    if trip.state != PREPARING or not is_over(trip):
        return False
    _stop(actor, trip, "record" if ended_with_its_case(trip) else "changed_mind", at)
    tell_post(
        trip,
        "return_over",
        "Se detuvo algo que preparaba. / Something you were preparing has stopped.",
        at,
    )
    return True


@act("return.unshare", requires="system.run", on="trip")
def unshare_return(*, actor: Actor, entry: Entry, trip: Return, at: dt.datetime) -> bool:
    """The yes for whoever receives is over or was taken back: what was shared goes; whether it was now."""
    about(entry, trip)
    if trip.shared is None or agreed_now(trip, at):
        return False
    trip.shared = None
    note("return", trip.id)
    if trip.state == PREPARING:
        trip.confirmed_at, trip.confirmed_by = None, ""
    trip.save()
    tell_receiver(
        trip,
        f"return_unshared:{at:%y%m%d%H%M%S%f}",
        "Ya no hay datos de una llegada; el consulado le llamará. / "
        "The data of an arrival are gone; the consulate will call you.",
        at,
    )
    tell_post(
        trip,
        f"return_unshared_here:{at:%y%m%d%H%M%S%f}",
        "Quien recibe ya no tiene datos: revise el permiso. / "
        "Whoever receives has no data any more: look at the permission.",
        at,
    )
    return True


@effect
def end_returns(case: Case, at: dt.datetime) -> int:
    """The file of a closed case was sealed: what is prepared stops, and nobody sees what was shared; how
    many.
    """
    rows = Return.objects.filter(case=case).select_related("case__post", "case__officer", "partner")
    stopped = sum(lapse_return(actor=SYSTEM, trip=trip, at=at) for trip in rows)
    close("return", Return.objects.filter(case=case).exclude(shared=None), shared=None)
    return stopped
