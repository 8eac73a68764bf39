"""A call is written down, and goes from person to person until somebody says «I have it»."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.keystore import create_key
from cauce.intake.calls.rules import (
    answer_by,
    calls_for_help,
    check_window,
    first_permitted,
    may_be_called,
    never_in,
    not_to_be_called,
    urgency_of,
)
from cauce.intake.screenings.facts import instrument_hash
from cauce.rules.permissions import Actor
from cauce.rules.screening import check_answers, screen
from cauce.staff.notices.actions import queue, queue_each
from cauce.staff.offices import access as offices
from cauce.staff.offices import access_duty as duty
from cauce.staff.offices.models import Post
from cauce.staff.offices.rules import Rung, next_at, to_tell, told_by

from .. import access
from ..models import Call, CallTelling

bad_input = BadInputs(__file__)

# Not a word of what it is about: who reads it over a shoulder learns that there is work.
URGENT = (
    "Le esperan ahora / You are needed now",
    (
        "Abra «Guardia telefónica» en su cuenta y diga que usted lo atiende. / "
        "Open “On call” in your account and say that you have it."
    ),
)
WAITING = (
    "Tiene un pendiente / You have something to do",
    "Algo nuevo espera en «Guardia telefónica». / Something new waits under “On call”.",
)
NOBODY = "nobody"  # there is no account that could be told: the outbox shows it


@dataclass(frozen=True)
class CallTyped:
    """What was typed of a call, however little. ``lost``: the line was cut.

    ``told``: ``way`` ("none": do not call), ``number``, ``word``, ``language``, ``never_from`` and
    ``never_to`` (HH:MM or ""), ``listens``, ``place``, ``note``. ``back_at`` None: no hour was agreed.
    """

    channel: str
    answers: dict[str, str]
    told: dict[str, Any]
    back_at: dt.datetime | None
    lost: bool = False


@act("call.take", requires="call.take")
def take(*, actor: Actor, entry: Entry, post: Post, typed: CallTyped, at: dt.datetime) -> Call:
    """Keep what was typed of a call, however little; what is urgent is told at once.

    Raises ``Unknown`` and ``BadInput``.
    """
    instrument = access.instrument()
    if typed.channel not in access.channels():
        raise unknown("medios", "channels", typed.channel, access.channels(), where="channel")
    given = check_answers(instrument, {**typed.answers, **({"line_lost": "yes"} if typed.lost else {})})
    keep = dt.timedelta(days=access.minutes("call-keep", at))
    _check_hours(typed.told, typed.back_at, post, at + keep)
    outcomes = screen(instrument, given).outcomes
    soon = urgency_of(given, outcomes).urgency
    due = answer_by(soon, at, access.minutes("call-back-grace", at), post.time_zone)
    # Where help is asked for, more is owed than calling back, and at once.
    if may_be_called(typed.told, given) and not calls_for_help(given, outcomes):
        due = first_permitted(due, *never_in(typed.told), post.time_zone)
    told = {**typed.told, "back_at": typed.back_at.isoformat() if typed.back_at else ""}
    call = Call(
        id=uuid.uuid4(),
        post=post,
        channel=typed.channel,
        urgency=soon,
        key_id=uuid.uuid4(),
        came_at=at,
        taken_by=actor.user,
        lost=typed.lost,
        back_due_at=None if not_to_be_called(told, given) else typed.back_at or due,
        expires_on=offices.day_at(post, at) + keep,
    )
    create_key(call.key_id, post.code)
    call.sealed = Call.sealed.seal(
        call,
        {
            **told,
            "answers": given,
            "instrument": instrument.id,
            "version": instrument.version,
            "hash": instrument_hash(instrument.id),
        },
    )
    call.save(force_insert=True)
    if soon == "urgent":
        tell(call=call, at=at)
    else:
        _queue_for_the_day(call, at)
    entry.about("call", call.id, post=post.code)
    entry.detail(urgency=soon, channel=typed.channel, lost=typed.lost, told=call.told)
    return call


def _check_hours(told: dict[str, Any], back_at: dt.datetime | None, post: Post, until: dt.datetime) -> None:
    # Another year, by one digit: nobody would be reminded, and the number be erased before that hour.
    if back_at is not None and back_at > until:
        raise bad_input("by_date_note_will_have_been_erased", where="back_at")
    never = [
        dt.time.fromisoformat(told[one]) if told.get(one) else None for one in ("never_from", "never_to")
    ]
    local = back_at.astimezone(offices.zone(post.code)).time() if back_at else None
    check_window(local, *never)


def _queue_for_the_day(call: Call, at: dt.datetime) -> None:
    """Who is on duty learns of what waits for the day; where nobody is, who works on cases."""
    people = [turn.first for turn in duty.answering(call.post, at)] or [
        str(user.id) for user in offices.staff(call.post_id, "protection_officer", "protection_consul")
    ]
    queue_each(
        people or [step for rung in duty.rungs(call.post, at)[:1] for step in rung.people],
        key=f"call:{call.id}:day",
        about=call.case_id,
        subject=WAITING[0],
        body=WAITING[1],
        at=at,
    )


def _chain(call: Call, at: dt.datetime) -> tuple[Rung, ...]:
    """Whom it goes to: whoever wrote it down reads it on their own page, and is told only where nobody else
    could be."""
    chain = duty.rungs(call.post, at) or (Rung("headquarters", (NOBODY,)),)
    others = [Rung(one.name, tuple(who for who in one.people if who != call.taken_by)) for one in chain]
    return tuple(one for one in others if one.people) or chain


@effect
def tell(*, call: Call, at: dt.datetime, passing: str = "", to: Iterable[str] = ()) -> int:
    """Tell the steps of the chain that are due, each person once; how many were told now.

    Who came on duty meanwhile is told with the next step: they did not stand in the chain before.
    ``passing``: who passes it on, so that one more step is due at once; "": nobody does. ``to``: those for
    whom it is; the chain waits while one of them was not told before.
    """
    chain = _chain(call, at)
    every = access.minutes("duty-acknowledge", at)
    due = told_by(len(chain), every, call.came_at, at)
    # Passed on before, it is a step ahead of the minutes.
    if passing or (call.next_at and call.next_at <= at):
        due = max(due, call.told + 1)
    known = {passing, *CallTelling.objects.filter(call_id=call.id).values_list("person", flat=True)}
    if left := [one for one in to if one not in known]:
        call.next_at = at + dt.timedelta(minutes=every)
        call.save(update_fields=["next_at"])
        return sum(_tell_one(call, call.told, "protection", one, at) for one in left)
    while passing and due <= len(chain) and not any(set(one.people) - known for one in chain[:due]):
        due += 1
    now = to_tell(len(chain), call.told, due)
    if not now:
        return 0
    again = len(chain) in now  # the whole chain was told in vain
    count = 0
    for step, rung in enumerate(chain[:due]):
        if rung.name == "neighbour":  # another one than an hour ago, if nobody is left at that one
            near = duty.neighbour_of(call.post)
            call.signs_at = near.code if near else call.signs_at
        people = [one for one in rung.people if one not in known or (again and one != passing)]
        count += sum(_tell_one(call, due - 1 if again else step, rung.name, one, at) for one in people)
    call.told = due
    call.next_at = next_at(len(chain), every, call.came_at, at)
    call.save(update_fields=["told", "next_at", "signs_at"])
    return count


def _tell_one(call: Call, step: int, rung: str, person: str, at: dt.datetime) -> bool:
    CallTelling.objects.get_or_create(call=call, step=step, person=person, defaults={"rung": rung, "at": at})
    return queue(
        key=f"call:{call.id}:{step}:{person}",
        recipient=person,
        about=call.case_id,
        subject=URGENT[0],
        body=URGENT[1],
        at=at,
        urgent=True,
    )


@act("call.escalate", requires="system.run", on="call")
def escalate(*, actor: Actor, entry: Entry, call: Call, at: dt.datetime) -> int:
    """Nobody acknowledged in the minutes: the next step is told, after the last one everybody again.

    How many people were told. 0: it was acknowledged meanwhile, or another turn of the loop told them.
    """
    entry.about("call", call.id, post=call.post_id)
    waits = call.acknowledged_at is None and call.closed_at is None
    told = tell(call=call, at=at) if waits and call.next_at and call.next_at <= at else 0
    entry.detail(told=told, steps=call.told)
    return told
