"""Where is a referral, what may happen next, and by when must somebody answer?

Twelve states, as standards of referral have them. Some let a mistake be said from any state; here an
end is an end, and a mistake found later is a correction of the record, not a new state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.model import Text

bad_input = BadInputs(__file__)

State = Literal[
    "draft",
    "sent",
    "acknowledged",
    "accepted",
    "info_requested",
    "rejected",
    "in_service",
    "completed",
    "not_completed",
    "withdrawn",
    "expired",
    "error",
]
Act = Literal[
    "send",
    "acknowledge",
    "accept",
    "reject",
    "ask_info",
    "answer_info",
    "start_service",
    "complete",
    "not_complete",
    "withdraw",
    "expire",
    "mark_error",
]
Side = Literal["sender", "receiver", "system"]
Priority = Literal["emergency", "urgent", "normal"]
STATES: tuple[State, ...] = get_args(State)
ACTS: tuple[Act, ...] = get_args(Act)
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
# By when an answer is awaited: for what presses, the period of the step that the referral serves (P4-04), so
# that whoever sends and whoever receives read the same hours. Unanswered it stays open for
# ``referral-<priority>``.
ANSWER_WITHIN: dict[Priority, str] = {
    "emergency": "danger-referral",
    "urgent": "urgent-referral",
    "normal": "referral-normal",
}
ARRIVED = "arrival_confirmed"  # the act that says in the case that the person is at the safe place
PRESSING: frozenset[str] = frozenset({"emergency", "urgent"})

ENDS: frozenset[State] = frozenset(
    {"rejected", "completed", "not_completed", "withdrawn", "expired", "error"}
)
WAITING: frozenset[State] = frozenset({"sent", "acknowledged"})  # for the receiver's decision
# From where information may be asked for, and so where a question may return to.
ASKABLE: frozenset[State] = frozenset({"sent", "acknowledged", "accepted", "in_service"})
OPEN: frozenset[State] = frozenset(STATES) - ENDS


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: an act, from where, by whom, to where. ``to`` None: where it was."""

    act: Act
    start: frozenset[State]
    by: frozenset[Side]
    to: State | None


def _move(act: Act, start: Iterable[State], by: Iterable[Side], to: State | None) -> Move:
    return Move(act, frozenset(start), frozenset(by), to)


# The system acknowledges a read receipt, expires a silence and withdraws with a consent.
TABLE: tuple[Move, ...] = (
    _move("send", ["draft"], ["sender"], "sent"),
    _move("acknowledge", ["sent"], ["receiver", "system"], "acknowledged"),
    _move("accept", WAITING, ["receiver"], "accepted"),
    _move("reject", WAITING, ["receiver"], "rejected"),
    _move("ask_info", ASKABLE, ["sender", "receiver"], "info_requested"),
    _move("answer_info", ["info_requested"], ["sender", "receiver"], None),
    _move("start_service", ["accepted"], ["receiver"], "in_service"),
    _move("complete", ["accepted", "in_service"], ["receiver"], "completed"),
    _move("not_complete", ["accepted", "in_service"], ["receiver"], "not_completed"),
    _move("withdraw", OPEN, ["sender", "system"], "withdrawn"),
    _move("expire", WAITING, ["system"], "expired"),
    _move("mark_error", OPEN, ["sender"], "error"),
)
_BY_ACT: dict[str, Move] = {move.act: move for move in TABLE}

STATE_LABELS: dict[State, Text] = {
    "draft": Text(es="Borrador", en="Draft"),
    "sent": Text(es="Enviada", en="Sent"),
    "acknowledged": Text(es="Leída", en="Read"),
    "accepted": Text(es="Aceptada", en="Accepted"),
    "info_requested": Text(es="Piden información", en="Information requested"),
    "rejected": Text(es="No aceptada", en="Not accepted"),
    "in_service": Text(es="En atención", en="In service"),
    "completed": Text(es="Concluida", en="Completed"),
    "not_completed": Text(es="Sin concluir", en="Not completed"),
    "withdrawn": Text(es="Retirada", en="Withdrawn"),
    "expired": Text(es="Sin respuesta a tiempo", en="No answer in time"),
    "error": Text(es="Registrada por error", en="Entered by mistake"),
}
ACT_LABELS: dict[Act, Text] = {
    "send": Text(es="Enviar", en="Send"),
    "acknowledge": Text(es="Confirmar lectura", en="Confirm reading"),
    "accept": Text(es="Aceptar", en="Accept"),
    "reject": Text(es="No aceptar", en="Decline"),
    "ask_info": Text(es="Pedir información", en="Ask for information"),
    "answer_info": Text(es="Responder", en="Answer"),
    "start_service": Text(es="Iniciar la atención", en="Start the service"),
    "complete": Text(es="Concluir", en="Complete"),
    "not_complete": Text(es="Cerrar sin concluir", en="Close as not completed"),
    "withdraw": Text(es="Retirar", en="Withdraw"),
    "expire": Text(es="Vencer sin respuesta", en="Expire unanswered"),
    "mark_error": Text(es="Marcar como error", en="Mark as a mistake"),
}


@dataclass(frozen=True, slots=True)
class FhirTask:
    """How FHIR names a state. ``business_status`` None: the status alone says it."""

    status: str
    business_status: str | None = None


FHIR_TASK: dict[State, FhirTask] = {
    "draft": FhirTask("draft"),
    "sent": FhirTask("requested"),
    "acknowledged": FhirTask("requested", "acknowledged"),
    "accepted": FhirTask("accepted"),
    "info_requested": FhirTask("on-hold", "info-requested"),
    "rejected": FhirTask("rejected"),
    "in_service": FhirTask("in-progress"),
    "completed": FhirTask("completed"),
    "not_completed": FhirTask("failed"),
    "withdrawn": FhirTask("cancelled", "withdrawn"),
    "expired": FhirTask("cancelled", "expired"),
    "error": FhirTask("entered-in-error"),
}


def is_open(state: State) -> bool:
    """Whether something may still happen with it."""
    return state in OPEN


def is_answered(state: State) -> bool:
    """Whether the receiver has decided: a question back or a read receipt is no decision."""
    return state in {"accepted", "rejected", "in_service", "completed", "not_completed"}


def possible(state: State, by: Side) -> tuple[Act, ...]:
    """What this side may do from here, in the order of the table."""
    return tuple(move.act for move in TABLE if state in move.start and by in move.by)


def advance(state: State, act: str, *, by: Side, resume_to: State | None = None) -> State:
    """The state after the act. The same act sent again, already done, changes nothing.

    ``resume_to`` is where the referral was when information was asked for, needed to answer it
    and ignored otherwise. Raises Unknown for an unknown act or state and BadInput for an act that
    is not possible from here, naming those that are.
    """
    if state not in STATES:
        raise unknown("estados", "states", state, STATES)
    move = _BY_ACT.get(act)
    if move is None:
        raise unknown("pasos", "acts", act, ACTS)
    to = _returning(resume_to) if move.to is None else move.to
    if by in move.by and (state in move.start or state == to):
        return to
    raise _not_possible(state, move.act, by)


def _returning(resume_to: State | None) -> State:
    if resume_to in ASKABLE:
        return resume_to
    raise bad_input("it_is_not_known_where_referral", where="resume_to", askable=", ".join(sorted(ASKABLE)))


def _not_possible(state: State, act: Act, by: Side) -> BadInput:
    acts = possible(state, by)
    can_es = ", ".join(ACT_LABELS[a].es.lower() for a in acts) or "nada más"
    can_en = ", ".join(ACT_LABELS[a].en.lower() for a in acts) or "nothing more"
    return bad_input(
        "act_is_not_possible",
        where=act,
        act=ACT_LABELS[act],
        state=STATE_LABELS[state],
        can_es=can_es,
        can_en=can_en,
    )


def due(
    state: State,
    priority: Priority,
    *,
    sent_at: dt.datetime | None,
    acknowledged_at: dt.datetime | None,
    amounts: Mapping[Priority, dt.timedelta],
    resume_to: State | None = None,
) -> dt.datetime | None:
    """By when the receiver should decide; None when nobody is waited for to decide.

    The clock starts with the read receipt and, until there is one, with the sending, so that a
    referral nobody opens is late too. ``amounts`` come from the parameters of the edition.
    A question back does not stop it: pass ``resume_to`` to know what it waits for.
    """
    waiting = resume_to if state == "info_requested" else state
    if waiting not in WAITING:
        return None
    start = acknowledged_at or sent_at
    if start is None:
        return None
    if start.tzinfo is None:
        raise bad_input("the_instant_has_no_time_zone")
    return start + amounts[priority]


def sooner(due: dt.datetime | None, *others: dt.datetime | None) -> dt.datetime | None:
    """The earliest of them; None only where no answer is awaited.

    Reading a pressing one late wins no time.
    """
    return due and min((due, *(one for one in others if one is not None)))


def chases(state: State, since: dt.datetime, days: Sequence[int], at: dt.datetime) -> tuple[dt.datetime, ...]:
    """When the silence had to be chased up to ``at``: so many days after the last step ``since``.

    Empty for a draft and after an end: nobody is silent there.
    """
    if state == "draft" or state in ENDS:
        return ()
    moments = (since + dt.timedelta(days=count) for count in sorted(days))
    return tuple(moment for moment in moments if moment <= at)


def chase_now(sent_at: dt.datetime, days: Iterable[int], chased: int, at: dt.datetime) -> int | None:
    """The day of the list that is to be chased now; None: none has come since the last, ``chased``.

    Where several days went by unwatched, only the last of them: one silence, one reminder.
    """
    came = [day for day in days if day > chased and sent_at + dt.timedelta(days=day) <= at]
    return max(came, default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a referral's history, oldest first."""

    state: State
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Station:
    """One stop of the line as it is drawn. ``at`` None: not reached, or passed without a stop."""

    state: State
    label: Text
    kind: Literal["done", "current", "ahead", "passed"]
    at: dt.datetime | None = None


LINE: tuple[State, ...] = ("draft", "sent", "acknowledged", "accepted", "in_service", "completed")


def stations(steps: Sequence[Step]) -> tuple[Station, ...]:
    """The line of a referral: stops made, where it is, what is ahead.

    A question back is drawn only while it is open. After another end than ``completed`` nothing is
    ahead. No steps: a draft that was not saved, everything ahead.
    """
    if not steps:
        return tuple(Station(state, STATE_LABELS[state], "ahead") for state in LINE)
    reached: dict[State, dt.datetime] = {}
    for step in steps:
        reached.setdefault(step.state, step.at)
    now = steps[-1]
    furthest = max((LINE.index(state) for state in reached if state in LINE), default=-1)
    line = [_stop(state, index, furthest, now, reached) for index, state in enumerate(LINE)]
    if now.state in LINE:
        return tuple(line)
    here = Station(now.state, STATE_LABELS[now.state], "current", now.at)
    ahead = [] if now.state in ENDS else line[furthest + 1 :]
    return (*line[: furthest + 1], here, *ahead)


def _stop(
    state: State, index: int, furthest: int, now: Step, reached: Mapping[State, dt.datetime]
) -> Station:
    at, label = reached.get(state), STATE_LABELS[state]
    if state == now.state:
        return Station(state, label, "current", at)
    if index > furthest:
        return Station(state, label, "ahead")
    return Station(state, label, "done" if at else "passed", at)
