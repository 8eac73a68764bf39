"""What a post asks of Mexico: who may be asked, what may leave, by when, and what comes next.

Which things may be asked is content (``catalogues/petition_kinds.yaml``), and so is how long each
takes. That identity leaves with a yes to one recipient and a second signature is decided here
(A08 and A09 of ``docs/security/abuse.csv``); without a yes only the coarse part goes. What comes back
is codes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text
from cauce.content.model_petitions import PetitionKind

from .consent import ConsentVerdict

bad_input = BadInputs(__file__)

PURPOSE = "mexico"  # the purpose of consent; it names one recipient
OFFICE_KINDS = ("sre_office", "authority")  # kinds of partner that may be asked
HOME_ZONE = "America/Mexico_City"  # of an office whose own zone is not said

Level = Literal["high", "medium", "low"]
Basis = Literal["none", "consent", "exception"]
State = Literal[
    "to_sign", "sent", "received", "in_progress", "forwarded", "done", "not_possible", "withdrawn", "unsigned"
]
Act = Literal["sign", "leave_unsigned", "receive", "start", "forward", "finish", "cannot", "withdraw"]
Side = Literal["post", "second", "office", "system"]
LEVELS: tuple[Level, ...] = get_args(Level)
BASES: tuple[Basis, ...] = get_args(Basis)
STATES: tuple[State, ...] = get_args(State)
ACTS: tuple[Act, ...] = get_args(Act)
WITH_OFFICE: frozenset[str] = frozenset({"sent", "received", "in_progress", "forwarded"})
ENDS: frozenset[str] = frozenset({"done", "not_possible", "withdrawn", "unsigned"})
OPEN: frozenset[str] = frozenset(STATES) - ENDS

LEVEL_LABELS: dict[str, Text] = {
    "high": Text(es="Riesgo alto", en="High risk"),
    "medium": Text(es="Riesgo medio", en="Medium risk"),
    "low": Text(es="Riesgo bajo o sin valorar", en="Low risk, or not assessed"),
}
STATE_LABELS: dict[str, Text] = {
    "to_sign": Text(es="Espera una segunda firma", en="Awaiting a second signature"),
    "sent": Text(es="Enviada", en="Sent"),
    "received": Text(es="Recibida", en="Received"),
    "in_progress": Text(es="En marcha", en="In progress"),
    "forwarded": Text(es="Turnada a una autoridad", en="Referred to an authority"),
    "done": Text(es="Hecha", en="Done"),
    "not_possible": Text(es="No fue posible", en="Not possible"),
    "withdrawn": Text(es="Retirada", en="Withdrawn"),
    "unsigned": Text(es="No se firmó; no se envió nada", en="Not signed; nothing was sent"),
}
ACT_LABELS: dict[str, Text] = {
    "sign": Text(es="Firmar y enviar", en="Sign and send"),
    "leave_unsigned": Text(es="No firmar", en="Leave unsigned"),
    "receive": Text(es="Recibir", en="Receive"),
    "start": Text(es="Empezar", en="Begin"),
    "forward": Text(es="Turnarla a una autoridad", en="Refer it to an authority"),
    "finish": Text(es="Decir que se hizo", en="Say that it is done"),
    "cannot": Text(es="Decir que no fue posible", en="Say that it is not possible"),
    "withdraw": Text(es="Retirar", en="Withdraw"),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: an act, from where, by whom, to where."""

    act: Act
    start: frozenset[str]
    by: frozenset[str]
    to: State


TABLE: tuple[Move, ...] = (
    Move("sign", frozenset({"to_sign"}), frozenset({"second"}), "sent"),
    Move("leave_unsigned", frozenset({"to_sign"}), frozenset({"second"}), "unsigned"),
    Move("receive", frozenset({"sent"}), frozenset({"office"}), "received"),
    Move("start", frozenset({"sent", "received"}), frozenset({"office"}), "in_progress"),
    Move(
        "forward",
        frozenset({"sent", "received", "in_progress"}),
        frozenset({"office"}),
        "forwarded",
    ),
    Move("finish", WITH_OFFICE, frozenset({"office"}), "done"),
    Move("cannot", WITH_OFFICE, frozenset({"office"}), "not_possible"),
    Move("withdraw", OPEN, frozenset({"post", "system"}), "withdrawn"),
)
_BY_ACT: dict[str, Move] = {move.act: move for move in TABLE}


def possible(state: str, by: Side) -> tuple[str, ...]:
    """What this side may do from here, in the order of the table."""
    return tuple(move.act for move in TABLE if state in move.start and by in move.by)


def advance(state: str, act: str, *, by: Side) -> State:
    """The state after the act. The same act sent again, already done, changes nothing.

    Raises Unknown for an unknown state or act, BadInput for one that is not possible from here,
    saying what is.
    """
    if state not in STATES:
        raise unknown("estados", "states", state, STATES)
    move = _BY_ACT.get(act)
    if move is None:
        raise unknown("pasos", "acts", act, ACTS)
    if by in move.by and (state in move.start or state == move.to):
        return move.to
    can = possible(state, by)
    can_es = ", ".join(ACT_LABELS[a].es.lower() for a in can) or "nada más"
    can_en = ", ".join(ACT_LABELS[a].en.lower() for a in can) or "nothing more"
    raise bad_input(
        "act_is_no_longer_possible",
        where=act,
        act=ACT_LABELS[act],
        state=STATE_LABELS[state],
        can_es=can_es,
        can_en=can_en,
    )


# What is asked, and of whom ------------------------------------------------------------------


def kind_of(kinds: Mapping[str, PetitionKind], id: str) -> PetitionKind:
    """The kind of this id. Raises Unknown, naming the nearest."""
    if id not in kinds:
        raise unknown("peticiones", "petitions", id, kinds)
    return kinds[id]


def check_office(kind: PetitionKind, partner_kind: str, people: int) -> None:
    """Whether such an office does this, and has somebody who would receive it. Raises BadInput."""
    if partner_kind not in kind.to:
        raise bad_input("that_office_does_not_do_this", where="partner", who=kind.who)
    if not people:
        raise bad_input("nobody_at_office_could_receive_it_today", where="partner")


def level_of(facts: Mapping[str, Any]) -> Level:
    """How much danger is known, as the step P4-11 reads it; what is not known is the lowest."""
    if facts.get("danger.immediate") is True or facts.get("risk.level") == "high":
        return "high"
    return "medium" if facts.get("risk.level") == "medium" else "low"


# What may leave ------------------------------------------------------------------------------

COARSE_FIELDS: dict[str, Text] = {
    "region": Text(es="Estado de la República", en="State of the Republic"),
    "people": Text(es="Cuántas personas", en="How many people"),
    "children": Text(es="Si hay menores de 18", en="Whether anybody is under 18"),
    "language": Text(es="Lengua", en="Language"),
}
PEOPLE: dict[str, Text] = {
    "1": Text(es="Una", en="One"),
    "2-3": Text(es="Dos o tres", en="Two or three"),
    "4+": Text(es="Cuatro o más", en="Four or more"),
}
CHILDREN: dict[str, Text] = {
    "yes": Text(es="Sí", en="Yes"),
    "no": Text(es="No", en="No"),
    "unknown": Text(es="No se sabe", en="Not known"),
}

MOST = 200  # letters of one datum
NOTE_MOST = 140  # letters of a note that comes back, where the kind allows one
# Under an exception only what stands among the least data (rules.disclosure.least) may go: as which one.
AS_MINIMUM = {"relatives": "first_name_or_alias", "family_place": "where_now", "threat": "danger"}


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave and why. ``basis`` none: the coarse part alone, at once and by one person."""

    basis: Basis
    fields: tuple[str, ...]
    second: bool  # a second person of the post signs before anything leaves
    reason: Text


ALONE = Text(
    es="Sin consentimiento para esta oficina, se envía solo información general: no identifica a nadie.",
    en="Without consent for this office, only general information is sent: it identifies nobody.",
)
WITH_YES = Text(
    es=(
        "La persona dio su consentimiento para esta oficina y estos datos. Firma otra "
        "persona antes de que se envíen."
    ),
    en="The person consented to this office and these data. Somebody else signs before they are sent.",
)
IN_DANGER = Text(
    es=(
        "Sin consentimiento, por una excepción del Protocolo: solo lo indispensable, con dos "
        "personas, y se le informa."
    ),
    en=(
        "Without consent, under an exception in the Protocol: only what is strictly necessary, by two "
        "people, and the person is told."
    ),
)


def leaving(
    kind: PetitionKind, wanted: Iterable[str], verdict: ConsentVerdict, *, exception: str = ""
) -> Leaving:
    """What of the wanted identity data may leave for this recipient (whose verdict it is).

    Raises Unknown for a datum that the kind does not need, and BadInput for one without a yes, or
    under an exception that the kind does not know or that does not cover it.
    """
    chosen = tuple(dict.fromkeys(wanted))
    for one in chosen:
        if one not in kind.identity:
            raise unknown("datos", "data", one, kind.identity, "fields")
    ordered = tuple(one for one in kind.identity if one in chosen)
    if not ordered:
        return Leaving("none", (), False, ALONE)
    if exception:
        _check_exception(kind, ordered, exception)
        return Leaving("exception", ordered, True, IN_DANGER)
    if not verdict.allowed:
        raise bad_input("nothing_was_sent", where="consent", reason=verdict.reason)
    return Leaving("consent", ordered, True, WITH_YES)


def _check_exception(kind: PetitionKind, fields: tuple[str, ...], exception: str) -> None:
    if exception != kind.exception:
        raise bad_input("exception_does_not_cover_what_is_asked", where="exception")
    too_much = [one for one in fields if one not in kind.spared or one not in AS_MINIMUM]
    if too_much:
        raise bad_input("without_consent_is_not_sent_even", where=too_much[0])


def check_second(asked_by: str, who: str) -> None:
    """Whether this person may sign what another asked. Raises BadInput for the same one."""
    if who == asked_by:
        raise bad_input("another_person_signs", where="decide")


# By when -------------------------------------------------------------------------------------


def remind_at(sent_at: dt.datetime, due_at: dt.datetime, before: dt.timedelta) -> dt.datetime:
    """When the office is reminded: so long before the deadline, and never before half of it is over."""
    return due_at - min(before, (due_at - sent_at) / 2)
