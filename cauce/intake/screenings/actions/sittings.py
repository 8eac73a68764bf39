"""Sittings of an instrument in a case: every save keeps what was said; pause and stop are valid."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from cauce.cases import sections
from cauce.cases.actions import record_act, record_facts
from cauce.cases.corrections.known_before import known_before
from cauce.cases.facts import acts_of, consents_of, edition_of, facts_of
from cauce.cases.models import Case
from cauce.cases.sections import HOURS
from cauce.content.errors import BadInputs, CauceError, unknown
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Entry, act, effect
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import may
from cauce.rules.permissions import SYSTEM, Actor
from cauce.rules.screening import check_answers, screen

from ..asking import by_age, counted, judged
from ..facts import (
    DANGER,
    SIGNS,
    answers_of,
    by_sign,
    facts_told,
    held_as,
    instrument_hash,
    instrument_of,
    of_this_talk,
    outcome_of,
)
from ..known import known_in
from ..models import Sitting

bad_input = BadInputs(__file__)

NEEDS = "need."  # how the facts of what is needed begin
NOT_ASKED = "not_asked"  # takes an answer back: the item was not asked after all
ENDED = ("finished", "stopped")


class SittingConflict(CauceError):
    """Another window saved newer answers; ``current`` holds them and nothing was overwritten."""

    id = "sitting_conflict"

    def __init__(self, number: int, current: dict[str, Any]) -> None:
        self.number, self.current = number, current
        super().__init__(
            "En otra ventana se guardaron respuestas más recientes; las suyas siguen aquí.",
            "Newer answers were saved in another window; yours are still here.",
            cure_es="Compare y guarde las que deban quedar.",
            cure_en="Compare and save the ones that should stay.",
        )


class NotAgreed(CauceError):
    """The person has not agreed to this conversation; services and safety go on all the same."""

    id = "not_agreed"

    def __init__(self) -> None:
        super().__init__(
            "La persona no ha aceptado esta conversación: no se pregunta.",
            "The person has not agreed to this conversation: nothing is asked.",
            where="consent",
            cure_es="Pregúntele primero. Los servicios y la seguridad siguen igual.",
            cure_en="Ask first. Services and safety go on all the same.",
        )


def _check_agreed(case: Case, instrument: str, kind: str) -> None:
    if case.keeping == "refused":
        raise bad_input("person_did_not_want_what_they_tell", where="keeping")
    if kind == "interview":
        agreed = any(one.name == "interview_consented" for one in acts_of(case))
    else:
        needed = current_edition().instruments[instrument].consent_required
        # What counts is the answer now, whenever the talk is said to have begun.
        agreed = not needed or may(consents_of(case), "screening", timezone.now()).allowed
    if not agreed:
        raise NotAgreed()


def _check_for_cases(instrument: Instrument) -> None:
    """Cues of a counter and what a person ticks alone never enter a case."""
    spaces = current_edition().spaces
    if not any(spaces[space].in_case for space in instrument.spaces):
        raise bad_input("sheet_is_no_conversation_of_case", where="instrument")


@act("sitting.start", requires="case.work", on="case")
def start(
    *, actor: Actor, entry: Entry, case: Case, instrument: str, kind: str = "screening", at: dt.datetime
) -> Sitting:
    """Begin a sitting of the instrument's version in force.

    Raises ``Unknown``; ``NotAgreed`` without consent to the screening or the interview;
    ``BadInput`` when the person refused that what they tell be kept, or for a sheet that is none of
    a case.
    """
    edition = current_edition()
    if instrument not in edition.instruments:
        raise unknown("instrumentos", "instruments", instrument, edition.instruments)
    _check_for_cases(edition.instruments[instrument])
    if kind not in KINDS:
        raise unknown("conversaciones", "conversations", kind, KINDS)
    _check_agreed(case, instrument, kind)
    sitting = Sitting(
        id=uuid.uuid4(),
        case=case,
        instrument=instrument,
        kind=kind,
        started_at=at,
        by=actor.user,
        instrument_version=edition.instruments[instrument].version,
        instrument_hash=instrument_hash(instrument),
    )
    sitting.sealed = Sitting.sealed.seal(sitting, {"answers": {}}, _key(case))
    sitting.save(force_insert=True)
    if kind == "interview" and facts_of(case).get("case.told_before"):
        # The page of an interview opens with what was already told (P3-06).
        record_act(actor=actor, case=case, name="told_shown", happened_at=at)
    entry.about("sitting", sitting.id, post=case.post_id)
    entry.detail(instrument=instrument, kind=kind)
    return sitting


def _key(case: Case):
    # Until keeping is agreed the answers are a sealed draft, destroyed with the draft's key.
    return case.key_id if case.keeping == "given" else case.draft_key_id


def _write(sitting: Sitting, content: dict[str, Any]) -> None:
    sitting.number += 1
    sitting.sealed = Sitting.sealed.seal(sitting, content, _key(sitting.case))


def _locked(sitting: Sitting) -> Sitting:
    """The row as it is now, locked. Raises ``BadInput`` when it has ended: it is never edited."""
    found = Sitting.written.select_for_update(of=("self",)).select_related("case__post").get(id=sitting.id)
    if found.state in ENDED:
        raise bad_input("this_conversation_has_ended", where="sitting")
    return found


def _known_now(
    actor: Actor, sitting: Sitting, given: dict[str, str], before: dict[str, Any], at: dt.datetime
) -> None:
    """What an answer makes known for safety leads the plan at once, not when the talk ends; and what only an
    answer changed since had made known is what it was before the talk.

    ``before``: what the sitting held so far. An answer that is sent unchanged says nothing anew.
    """
    case, was, now = sitting.case, before["answers"], {**before["answers"], **given}
    anew = {item: said for item, said in now.items() if was.get(item) != said}
    anew |= {sign: now[sign] for sign, judge in SIGNS.items() if sign in now and judge in anew}
    judged_now = {**_judged(sitting, at), **now} if SIGNS.keys() & anew.keys() else now
    told = facts_told(anew, edition_of(case), judged_now)
    back = _taken_back(sitting, before, now)
    if told or back:
        before = facts_of(case)
        new = {name: value for name, value in (back | told).items() if before.get(name) != value}
        if new:
            record_facts(actor=actor, case=case, facts=new, at=at)


def _judged(sitting: Sitting, at: dt.datetime) -> dict[str, str]:
    """What was told elsewhere, knowing of it, of a sign of danger."""
    instrument = instrument_of(sitting)
    return judged(instrument, known_in(sitting.case, acts_of(sitting.case), at).answers_to(instrument))


def _taken_back(sitting: Sitting, held: dict[str, Any], now: dict[str, str]) -> dict[str, Any]:
    """Needs, and a danger that only a sign made known: any other, or a doubt about the age, stands until it
    is looked at in its own place."""
    edition = edition_of(sitting.case)
    before = facts_told(held["answers"], edition)
    gone = before.keys() - facts_told(now, edition).keys()
    stored = (sections.latest(sitting.case, "facts")[1] or {}) if gone else {}
    return {
        name: known_before(sitting.case, name, sitting.started_at)
        for name in gone
        if name in stored and of_this_talk(stored[name], before[name], sitting)
        if name.startswith(NEEDS) or (name == DANGER and by_sign(held, stored[name]["at"]))
    }


@act("sitting.save", requires="case.work", on="sitting")
def save_answers(
    *,
    actor: Actor,
    entry: Entry,
    sitting: Sitting,
    seen: int,
    answers: dict[str, str],
    at: dt.datetime,
    left: Collection[str] = (),
) -> int:
    """Merge answers (four-valued; ``not_asked`` takes one back) and return the new number. ``left``: the
    sections whose page was saved to go on from there.

    Raises ``SittingConflict`` when ``seen`` is not the newest, ``Unknown`` for an item that the
    instrument lacks, ``BadInput`` for another value or when the sitting has ended.
    """
    instrument = instrument_of(sitting)
    given = {item: value for item, value in answers.items() if value != NOT_ASKED}
    check_answers(instrument, given)
    locked = _locked(sitting)
    content = answers_of(locked)
    if locked.number != seen:
        raise SittingConflict(locked.number, content["answers"])
    before = dict(content)
    content |= _answered(content, answers, at) | {LEFT: sorted({*content.get(LEFT, ()), *left})}
    _write(locked, content)
    locked.save(update_fields=["number", "sealed"])
    _known_now(actor, locked, answers, before, at)
    entry.about("sitting", sitting.id, post=locked.case.post_id)
    entry.detail(number=locked.number, answered=len(given))
    return locked.number


def _answered(content: dict[str, Any], answers: dict[str, str], at: dt.datetime) -> dict[str, Any]:
    """The answers with these, and when each was given: one that says the same keeps its hour."""
    before, hours = content["answers"], content.get(HOURS, {})
    merged = {item: value for item, value in {**before, **answers}.items() if value != NOT_ASKED}
    now = {item: at.isoformat() for item, value in merged.items() if before.get(item) != value}
    return {"answers": merged, HOURS: {item: hour for item, hour in (hours | now).items() if item in merged}}


KINDS = ("screening", "interview")
LEFT = "left"  # in what a sitting holds; not there: nothing was left yet


def _check_stop(stopped_by: str) -> None:
    reasons = [item.id for item in current_edition().catalogues["stop_reasons"]]
    if stopped_by and stopped_by not in reasons:
        raise unknown("motivos para parar", "reasons to stop", stopped_by, reasons)


@act("sitting.finish", requires="case.work", on="sitting")
def finish(*, actor: Actor, entry: Entry, sitting: Sitting, at: dt.datetime, stopped_by: str = "") -> Any:
    """End the sitting, validly, whatever was left unasked; the result offers and never labels.

    ``stopped_by``: the reason of the catalogue when the officer or the person stopped it, "" when
    it came to its end. Raises ``Unknown`` for another reason, ``BadInput`` when it had ended.
    """
    _check_stop(stopped_by)
    instrument = instrument_of(sitting)
    locked = _locked(sitting)
    content = answers_of(locked)
    known = by_age(instrument, facts_of(locked.case))
    told = known_in(locked.case, acts_of(locked.case), at).answers_to(instrument)
    if locked.kind == "screening":
        known = counted(instrument, told, known | content["answers"]) | known
    else:
        known = judged(instrument, told) | known
    result = screen(instrument, known | content["answers"])
    content["known"] = known  # what nobody had to be asked counts in the result as it is shown later
    outcome = outcome_of(result, stopped_by)
    content["stopped_by"], content["outcome"] = stopped_by, outcome
    _write(locked, content)
    cut = bool(stopped_by) or result.stopped is not None
    told = outcome == "told_directly"
    locked.state, locked.ended_at = "stopped" if cut and not told else "finished", at
    locked.save(update_fields=["number", "sealed", "state", "ended_at"])
    case, name, facts = locked.case, "screening_done", {"screening.outcome": outcome}
    if locked.kind == "interview":
        name, facts = held_as(facts_of(case)), {}
    record_act(actor=actor, case=case, name=name, happened_at=at, facts=facts)
    if locked.kind == "interview" and stopped_by:
        record_act(actor=actor, case=case, name="interview_paused", happened_at=at)
    entry.about("sitting", sitting.id, post=case.post_id)
    entry.detail(kind=locked.kind)
    return result


@act("sitting.pause", requires="case.work", on="sitting")
def pause(*, actor: Actor, entry: Entry, sitting: Sitting, at: dt.datetime, reason: str = "") -> None:
    """Pause: what was said is already saved; whoever is tired may stop here.

    ``reason``: of the catalogue, "" when none was given. Raises ``Unknown`` and ``BadInput``.
    """
    _check_stop(reason)
    locked = _locked(sitting)
    locked.state = "paused"
    locked.save(update_fields=["state"])
    if locked.kind == "interview":
        distress = reason == "distress" and locked.case.keeping == "given"
        record_act(
            actor=actor,
            case=locked.case,
            name="interview_paused",
            happened_at=at,
            facts={"interview.distress": True} if distress else {},
        )
    entry.about("sitting", sitting.id, post=locked.case.post_id)
    entry.detail(reason=reason)


@act("sitting.resume", requires="case.work", on="sitting")
def resume(*, actor: Actor, entry: Entry, sitting: Sitting) -> None:
    """Go on where the person left off; nothing is asked again. Raises ``BadInput``."""
    locked = _locked(sitting)
    locked.state = "open"
    locked.save(update_fields=["state"])
    entry.about("sitting", sitting.id, post=locked.case.post_id)


@act("sitting.erase_refused", requires="system.run", on="sitting")
def erase_refused(*, actor: Actor, entry: Entry, sitting: Sitting) -> None:
    """The person did not want what was told to be kept: the answers go, the outcome stays."""
    sitting.sealed = b""
    sitting.save(update_fields=["sealed"])
    entry.about("sitting", sitting.id, post=sitting.case.post_id)


@effect
def erase_answers(case: Case, at: dt.datetime) -> None:
    """The answers of every sitting of the record go; the outcomes stay."""
    for sitting in case.sittings.all():
        erase_refused(actor=SYSTEM, sitting=sitting)
