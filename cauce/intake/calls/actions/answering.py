"""Somebody has the call: they say so, open a case, or say how it ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cauce.cases.actions import confirm_contact, open_case, record_act, record_facts, save_section
from cauce.cases.actions.tongues import speaks
from cauce.cases.facts import facts_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, unknown
from cauce.content.model import Text
from cauce.custody.journal.door import Entry, act
from cauce.intake.calls.rules import not_to_be_called
from cauce.intake.screenings.actions import bring
from cauce.intake.screenings.facts import DANGER
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor, permits
from cauce.rules.roles.words import CASEWORK
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import User

from .. import access
from ..models import Call, CallTry
from ..sealing import HELP_CALLED, told_in, told_in_try
from ._shared import acknowledged, check_open
from .taking import tell

bad_input = BadInputs(__file__)

# What stands before what was typed, in the draft of the case.
LISTENS = Text(es="Escucha o está cerca", en="Listening or nearby")
CALL_BACK = Text(es="Devolver la llamada", en="Call back")
NO_CALL = Text(es="No se le llama, lo pidió así", en="Not to be called, as they asked")
NEVER_FROM = Text(es="No llamar de", en="Do not call from")
AGREED = Text(es="Hora acordada", en="Agreed time")
# The word of a call says that one can no longer talk; that of a case, that one can (``SafeContact``).
ALARM = Text(
    es="Si dice «{word}», ya no puede hablar: no pregunte más y pida ayuda.",
    en="If the person says “{word}”, they can no longer talk: ask nothing more and get help.",
)


@act("call.acknowledge", requires="call.answer", on="call")
def acknowledge(*, actor: Actor, entry: Entry, call: Call, at: dt.datetime) -> None:
    """«I have it»: nobody else is told. A second acknowledgement changes nothing."""
    acknowledged(call, actor, at)
    call.save(update_fields=["acknowledged_at", "acknowledged_by", "next_at"])
    entry.about("call", call.id, post=call.post_id)
    entry.detail(steps=call.told)


@act("call.pass_on", requires="call.answer", on="call")
def pass_on(*, actor: Actor, entry: Entry, call: Call, at: dt.datetime) -> int:
    """Somebody else must take it: whoever had it has it no more, and the next of the chain is told at once;
    passed on by who may open no case, those of the post who may, before anybody else.

    How many people were told. Raises ``BadInput`` for a call that ended already, that another person has, or
    that nobody else could take: then nothing changes.
    """
    check_open(call)
    if call.acknowledged_by not in ("", actor.user):
        raise bad_input("somebody_else_has_this_call", where="call")
    call.acknowledged_at, call.acknowledged_by = None, ""
    call.save(update_fields=["acknowledged_at", "acknowledged_by"])
    told = tell(call=call, at=at, passing=actor.user, to=_who_may_open(actor, call))
    if not told:
        raise bad_input("nobody_else_can_take_this_call", where="call")
    entry.about("call", call.id, post=call.post_id)
    entry.detail(told=told, steps=call.told)
    return told


def _who_may_open(actor: Actor, call: Call) -> list[str]:
    """Who may open a case at the post of a call, where whoever passes it on may not."""
    if permits(actor, "call.open_case", call.scope).allowed:
        return []
    return [str(one.id) for one in offices.staff(call.post_id, *CASEWORK)]


@act("call.end", requires="call.answer", on="call")
def end(*, actor: Actor, entry: Entry, call: Call, outcome: str, at: dt.datetime) -> None:
    """How it ended without a case; what was said is erased at the next round of the loop.

    Raises ``Unknown`` for another outcome, ``BadInput`` for a call that ended already.
    """
    possible = [one for one, _ in Call.OUTCOMES if one not in ("", "case_opened")]
    if outcome not in possible:
        raise unknown("resultados", "outcomes", outcome, possible, where="outcome")
    check_open(call)
    acknowledged(call, actor, at)
    call.outcome, call.closed_at, call.closed_by = outcome, at, actor.user
    call.save()
    entry.about("call", call.id, post=call.post_id)
    entry.detail(outcome=outcome)


@act("call.open_case", requires="call.open_case", on="call")
def open_case_from(
    *, actor: Actor, entry: Entry, call: Call, officer: User | None, at: dt.datetime, language: str = "es"
) -> Case:
    """Open a case without a name: the answers become a sitting; the word and the way back go along,
    sealed under the key of the case. ``language``: of the labels in the draft, as whoever opens it reads.
    Raises ``BadInput`` for a call that ended already."""
    check_open(call)
    told = told_in(call)
    case = open_case(
        actor=actor,
        post=call.post,
        channel=call.channel,
        started_at=call.came_at,
        present=False,
        officer=officer,
    )
    if told["answers"]:
        kept = current_edition().instrument_versions[told["instrument"], told["version"]]
        bring(
            actor=actor,
            case=case,
            instrument=kept,
            instrument_hash=told["hash"],
            answers=told["answers"],
            at=call.came_at,
        )
        # Nobody could ask whether there is danger: it counts as danger until somebody has asked (record 125).
        if access.is_emergency(call) and DANGER not in facts_of(case):
            record_facts(actor=actor, case=case, facts={DANGER: True}, at=call.came_at)
    if tongue := told.get("language", ""):
        speaks(actor=actor, case=case, language=tongue, at=call.came_at)
    ways, never = access.ways_of(told), _never(told, language)
    if ways or never:
        confirm_contact(actor=actor, case=case, ways=ways, at=call.came_at, never=never)
    for hour in told.get(HELP_CALLED, ()):
        record_act(
            actor=actor,
            case=case,
            name="emergency_called",
            happened_at=dt.datetime.fromisoformat(hour),
            action="P2-02",
        )
    if noted := _noted(call, told, ways, language):
        save_section(actor=actor, case=case, kind="draft", content=noted, seen=0)
    acknowledged(call, actor, at)
    call.case, call.outcome, call.closed_at, call.closed_by = case, "case_opened", at, actor.user
    call.save()
    entry.about("call", call.id, post=call.post_id)
    entry.detail(case=str(case.id))
    return case


def _never(told: dict[str, Any], language: str) -> str:
    """What whoever reaches the person has to heed: the hours at which not to call, the word of alarm."""
    hours = (
        f"{NEVER_FROM[language]} {told['never_from']}-{told['never_to']}." if told.get("never_from") else ""
    )
    alarm = ALARM[language].format(word=word) if (word := told.get("word")) else ""
    return " ".join(one for one in (hours, alarm) if one)


def _noted(call: Call, told: dict[str, Any], ways: list[dict[str, Any]], language: str) -> str:
    """What was typed in words, and what no way of the case holds, as the sealed draft of the account:
    the key of the call goes, and with it whatever was not taken along. Empty: nothing was typed."""
    names = {one.id: one.title for one in current_edition().catalogues["contact_ways"]}
    parts = [told.get("place", ""), told.get("note", "")]
    if listens := told.get("listens"):
        parts.append(f"{LISTENS[language]}: {listens}")
    if not any("address" in one for one in ways):
        name = names.get(told.get("way", ""))
        back = ", ".join(one for one in (name[language] if name else "", told.get("number", "")) if one)
        if not_to_be_called(told, told["answers"]):
            back, label = told.get("number", ""), NO_CALL
        else:
            label = CALL_BACK
        parts += [f"{label[language]}: {back}" if back else "", _never(told, language)]
    here = offices.zone(call.post_id)
    if told.get("back_at") and call.called_back_at is None:
        agreed = dt.datetime.fromisoformat(told["back_at"]).astimezone(here)
        parts.append(f"{AGREED[language]}: {agreed:%Y-%m-%d %H:%M}")
    added = access.added_in(told)
    names = offices.names_of({one.by for one in added}) if added else {}
    parts += [
        f"{one.at.astimezone(here):%Y-%m-%d %H:%M} ({names.get(one.by, '')}): {one.words}" for one in added
    ]
    tries = CallTry.objects.filter(call=call).select_related("call").order_by("happened_at")
    parts += [told_in_try(one).get("note", "") for one in tries]
    return "\n".join(part for part in parts if part)
