"""Sittings of an instrument in a case: every save keeps what was said; pause and stop are valid."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from cauce.cases.actions import record_act
from cauce.cases.models import Case
from cauce.journal.door import Entry, act
from cauce.keystore import seal
from cauce.rules.content.loader import load_edition
from cauce.rules.errors import CauceError, unknown
from cauce.rules.permissions import Actor
from cauce.rules.screening import check_answers, screen

from ..facts import answers_of, instrument_hash, sitting_context
from ..models import Sitting


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


@act("sitting.start", requires="case.work", on="case")
def start(
    *, actor: Actor, entry: Entry, case: Case, instrument: str, kind: str = "screening",
    at: dt.datetime,
) -> Sitting:  # fmt: skip
    """Begin a sitting of the instrument's version in force. Raises ``Unknown``."""
    edition = load_edition()
    if instrument not in edition.instruments:
        raise unknown("instrumentos", "instruments", instrument, edition.instruments)
    sitting = Sitting(
        id=uuid.uuid4(), case=case, instrument=instrument, kind=kind, started_at=at, by=actor.user,
        instrument_version=edition.instruments[instrument].version,
        instrument_hash=instrument_hash(instrument),
    )  # fmt: skip
    sitting.sealed = seal(_key(case), sitting_context(sitting), {"answers": {}})
    sitting.save(force_insert=True)
    entry.about("sitting", sitting.id, post=case.post_id)
    entry.detail(instrument=instrument, kind=kind)
    return sitting


def _key(case: Case):
    # Until keeping is agreed the answers are a sealed draft, destroyed with the draft's key.
    return case.key_id if case.keeping == "given" else case.draft_key_id


def _write(sitting: Sitting, content: dict[str, Any]) -> None:
    sitting.number += 1
    sitting.sealed = seal(_key(sitting.case), sitting_context(sitting), content)


@act("sitting.save", requires="case.work", on="sitting")
def save_answers(
    *, actor: Actor, entry: Entry, sitting: Sitting, seen: int, answers: dict[str, str],
    notes: dict[str, str] | None = None,
) -> int:  # fmt: skip
    """Merge answers (four-valued; absent is not asked) and return the new number.

    Raises ``SittingConflict`` when ``seen`` is not the newest, ``Unknown`` for an item or answer.
    """
    instrument = load_edition().instruments[sitting.instrument]
    check_answers(instrument, answers)
    locked = Sitting.objects.select_for_update().select_related("case").get(id=sitting.id)
    content = answers_of(locked)
    if locked.number != seen:
        raise SittingConflict(locked.number, content["answers"])
    content["answers"] = {**content["answers"], **answers}
    content["notes"] = {**content.get("notes", {}), **(notes or {})}
    _write(locked, content)
    locked.save(update_fields=["number", "sealed"])
    entry.about("sitting", sitting.id, post=locked.case.post_id)
    entry.detail(number=locked.number, answered=len(answers))
    return locked.number


OUTCOME = {
    "emergency_route": "concerns",
    "full_interview": "concerns",
    "offer_private_talk": "concerns",
    "labour_route": "labour_concerns",
    "nothing_more_now": "no_concerns",
}
ACT = {"screening": "screening_done", "interview": "interview_done"}


def _outcome(result) -> str:
    if result.told_directly:
        return "told_directly"
    if result.stopped:
        return "stopped"
    return OUTCOME[result.outcomes[0].offer] if result.outcomes else "no_concerns"


@act("sitting.finish", requires="case.work", on="sitting")
def finish(
    *, actor: Actor, entry: Entry, sitting: Sitting, at: dt.datetime, stopped_by: str = ""
) -> Any:
    """End the sitting, validly, whatever was left unasked; the result offers and never labels.

    ``stopped_by``: the reason of the catalogue when the officer or the person stopped it.
    """
    instrument = load_edition().instruments[sitting.instrument]
    content = answers_of(sitting)
    result = screen(instrument, content["answers"])
    outcome = "stopped" if stopped_by else _outcome(result)
    content["stopped_by"], content["outcome"] = stopped_by, outcome
    _write(sitting, content)
    sitting.state, sitting.ended_at = "stopped" if outcome == "stopped" else "finished", at
    sitting.save(update_fields=["number", "sealed", "state", "ended_at"])
    facts = {"screening.outcome": outcome} if sitting.kind == "screening" else {}
    record_act(actor=actor, case=sitting.case, name=ACT[sitting.kind], happened_at=at, facts=facts)
    entry.about("sitting", sitting.id, post=sitting.case.post_id)
    entry.detail(kind=sitting.kind)
    return result


@act("sitting.pause", requires="case.work", on="sitting")
def pause(*, actor: Actor, entry: Entry, sitting: Sitting, at: dt.datetime) -> None:
    """Pause: what was said is already saved; whoever is tired may stop here."""
    sitting.state = "paused"
    sitting.save(update_fields=["state"])
    record_act(actor=actor, case=sitting.case, name="interview_paused", happened_at=at)
    entry.about("sitting", sitting.id, post=sitting.case.post_id)


@act("sitting.resume", requires="case.work", on="sitting")
def resume(*, actor: Actor, entry: Entry, sitting: Sitting) -> None:
    """Go on where the person left off; nothing is asked again."""
    sitting.state = "open"
    sitting.save(update_fields=["state"])
    entry.about("sitting", sitting.id, post=sitting.case.post_id)
