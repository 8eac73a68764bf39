"""Some invented returns at several stages, made through the acts and forms that officers use."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.cases.actions import (
    confirm_contact,
    finish_form,
    open_case,
    record_act,
    record_consent,
    start_form,
)
from cauce.cases.models import Case
from cauce.family.reunification.actions import (
    ReturnAttempt,
    ReturnPlan,
    agree_contact,
    assess_destination,
    confirm_reception,
    count_money,
    depart_return,
    note_advice,
    note_contact,
    plan_return,
    receive_return,
    share_return,
    start_return,
    stop_return,
)
from cauce.family.reunification.models import Return
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import add_partner, add_user, assign
from cauce.staff.offices.models import Partner, Post, User

from .more import More, telling
from .world import Invented, World

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
OFFICE = "Oficina en Puebla (ejemplo)"
ACCOUNTS = {16: "b05", 27: "b11"}  # whose account a case is, by the age
EXPLAINED = ["stay", "lawyer", "wages", "change", "help", "safety"]


@dataclass(frozen=True)
class Who:
    """Who prepares it, who receives there, and for which organisation."""

    post: Post
    officer: User
    actor: Actor
    there: Actor
    partner: Partner
    more: More | None = None  # what tells a whole case; None: each has only begun


def fill(actor: Actor, case: Case, tool: str, values: dict[str, Any], at: dt.datetime) -> None:
    """Begin a form and finish it at once."""
    form = start_form(actor=actor, case=case, tool=tool, at=at)
    finish_form(actor=actor, case=case, form=form, values=values, seen=form.turn, at=at)


def declare(actor: Actor, case: Case, at: dt.datetime) -> None:
    """T15, with everything explained."""
    fill(
        actor,
        case,
        "T15",
        {
            "told": EXPLAINED,
            "pressed": "no",
            "place": "Puebla, Puebla (ejemplo)",
            "way": "signed",
            "reception": "Oficina en Puebla (ejemplo), confirmado",
            "declared_on": at,
        },
        at,
    )


def fitness(actor: Actor, case: Case, at: dt.datetime, **more: Any) -> None:
    """T16, from a clinician."""
    day = at.date().isoformat()
    fill(
        actor,
        case,
        "T16",
        {
            "seen_on": day,
            "fit": "yes_fit",
            "clinician": "Ventanilla de Salud (ejemplo)",
            "licence": "0000 (ejemplo)",
        }
        | more,
        at,
    )


def travel(actor: Actor, case: Case, leaves: dt.date, at: dt.datetime) -> None:
    """T17, one leg on that day."""
    leg = {
        "from": "Houston",
        "to": "Puebla",
        "leaves": leaves.isoformat(),
        "hour": "10:00",
        "carrier": "Línea 1",
    }
    fill(
        actor,
        case,
        "T17",
        {
            "document": "Constancia (ejemplo)",
            "legs": [leg],
            "receiver": "Oficina en Puebla (ejemplo)",
            "receiver_confirmed": at.date().isoformat(),
        },
        at,
    )


def receipt(actor: Actor, case: Case, at: dt.datetime) -> None:
    """T19: two lines that make 120.50."""
    lines = [{"concept": "Pasaje", "amount": "80.50"}, {"concept": "Comida", "amount": "40"}]
    fill(
        actor,
        case,
        "T19",
        {
            "payer": "Oficial (ejemplo)",
            "currency": "usd",
            "lines": lines,
            "how": "cash",
            "paid_at": at,
            "place": "Consulado",
        },
        at,
    )


def _told(more: More, at: dt.datetime, age: int) -> Case:
    """Whole: it began some weeks before, and its plan is to go back."""
    facts = {"wish.return": True, "person.age": age, "person.age_doubt": False, "danger.immediate": False}
    return more(at - 25 * DAY, ACCOUNTS.get(age, ""), facts)


def _begun(who: Who, at: dt.datetime, age: int) -> Case:
    case = open_case(actor=who.actor, post=who.post, channel="walk_in", started_at=at, officer=who.officer)
    record_consent(actor=who.actor, case=case, purpose="keeping", given=True, at=at)
    record_act(
        actor=who.actor,
        case=case,
        name="plan_agreed",
        happened_at=at,
        facts={"wish.return": True, "person.age": age, "person.age_doubt": False},
    )
    return case


def willing(who: Who, at: dt.datetime, *, age: int = 27) -> Case:
    """A case whose person wants to go back and said how to be reached."""
    case = _told(who.more, at, age) if who.more else _begun(who, at, age)
    record_consent(actor=who.actor, case=case, purpose="contact", given=True, at=at)
    way = {
        "way": "phone_call",
        "days": list(range(7)),
        "start": "00:00",
        "end": "00:00",
        "languages": ["spa"],
        "address": "55 0000 0000 (ejemplo)",
    }
    confirm_contact(actor=who.actor, case=case, ways=[way], at=at)
    return case


def advised(who: Who, case: Case, at: dt.datetime, *, level: str = "medium") -> Return:
    """Begun, advised on, and its risk looked at."""
    trip = start_return(actor=who.actor, case=case, destination="21", at=at)
    note_advice(
        actor=who.actor,
        trip=trip,
        answer="taken",
        who="Bufete (ejemplo)",
        on=at.date() - dt.timedelta(days=1),
        at=at,
    )
    assess_destination(
        actor=who.actor,
        trip=trip,
        level=level,
        reasons="Vuelve con su hermana, lejos de donde ocurrió.",
        measures="El consulado llama al llegar.",
        at=at,
    )
    return trip


def arranged(who: Who, trip: Return, departs: dt.datetime, at: dt.datetime, **more: Any) -> None:
    """A day, who goes along, and whoever receives is asked."""
    plan_return(
        actor=who.actor,
        trip=trip,
        at=at,
        plan=ReturnPlan(
            departs, departs + 8 * HOUR, **{"people": 1, "escort": "alone", "escort_who": ""} | more
        ),
    )
    share_return(
        actor=who.actor,
        trip=trip,
        partner=who.partner,
        needs="Cama por tres noches.",
        agreed=True,
        at=at,
    )


def completed(who: Who, trip: Return, at: dt.datetime) -> None:
    """Every paper and yes that is needed besides the day and the reception."""
    case = trip.case
    declare(who.actor, case, at)
    fitness(who.actor, case, at)
    travel(who.actor, case, trip.departs_at.astimezone(ZoneInfo(who.post.time_zone)).date(), at)
    receipt(who.actor, case, at)
    count_money(actor=who.actor, trip=trip, counted="120.50", at=at)
    agree_contact(actor=who.actor, trip=trip, at=at)


def received(who: Who, departed: dt.datetime, *, level: str = "medium") -> Return:
    """A whole return: prepared three days before, departed, and received eight hours later."""
    case = willing(who, departed - 3 * DAY)
    at = departed - 2 * DAY
    trip = advised(who, case, at, level=level)
    arranged(who, trip, departed, at)
    confirm_reception(actor=who.there, trip=trip, at=at + HOUR)
    completed(who, trip, at + 2 * HOUR)
    depart_return(actor=who.actor, trip=trip, when=departed, at=departed + HOUR)
    receive_return(actor=who.there, trip=trip, when=departed + 8 * HOUR, at=departed + 9 * HOUR)
    return trip


def load(who: Who, now: dt.datetime | None = None) -> int:
    """Six returns; one was received 30 days ago and its second contact is due; how many there are."""
    now = now or timezone.now()
    # one just begun, where everything is missing
    start_return(actor=who.actor, case=willing(who, now - 2 * DAY), destination="21", at=now - DAY)
    # one of an age that is not known: prepared as for a child; whoever receives was asked
    child = advised(who, willing(who, now - 6 * DAY, age=16), now - 5 * DAY)
    arranged(
        who,
        child,
        now + 9 * DAY,
        now - 4 * DAY,
        escort="goes",
        escort_who="Personal del consulado (ejemplo)",
    )
    # one that only waits for its day
    ready = advised(who, willing(who, now - 8 * DAY), now - 7 * DAY)
    arranged(who, ready, now + 2 * DAY, now - 3 * DAY)
    confirm_reception(actor=who.there, trip=ready, at=now - 2 * DAY)
    completed(who, ready, now - DAY)
    # one whose person changed their mind
    changed = advised(who, willing(who, now - 12 * DAY), now - 11 * DAY)
    stop_return(actor=who.actor, trip=changed, reason="changed_mind", words="", at=now - 10 * DAY)
    # received 30 days ago: reached after seven, the second contact is due today
    back = received(who, now - 30 * DAY - 8 * HOUR)
    first = back.contacts.order_by("days").first()
    note_contact(
        actor=who.actor,
        trip=back,
        contact=first,
        attempt=ReturnAttempt(
            outcome="made",
            way="phone_call",
            language="spa",
            when=now - 23 * DAY,
            note="Está bien; empezó un curso.",
        ),
        at=now - 23 * DAY,
    )
    # received 12 days ago, where the risk was not low: nobody answered
    silent = received(who, now - 12 * DAY)
    for days in (4, 3):
        note_contact(
            actor=who.actor,
            trip=silent,
            contact=silent.contacts.order_by("days").first(),
            attempt=ReturnAttempt(
                outcome="not_answered", way="phone_call", language="spa", when=now - days * DAY
            ),
            at=now - days * DAY,
        )
    return 6


def _who(world: World) -> Who:
    """The shown post prepares returns; an office of the ministry in Puebla receives."""
    here = world.here
    office = add_partner(actor=SYSTEM, name=OFFICE, kind="sre_office")
    user = add_user(
        actor=SYSTEM,
        username="oficina-puebla",
        display_name="Enlace en Puebla (ejemplo)",
        encoded=world.encoded,
    )
    assign(actor=SYSTEM, user=user, role="sre_mexico", partner=office, starts_on=world.since)
    officer = here.officers[0]
    more = telling(here, officer, world.now, 2)
    return Who(here.post, officer, actor_for(officer), actor_for(user), office, more)


INVENTED = Invented(280, lambda world: load(_who(world)))
