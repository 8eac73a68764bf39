"""An answer of a talk that ended and was written wrong."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from cauce.cases import sections
from cauce.cases.actions import put_facts_right
from cauce.cases.corrections.actions.asking import ask, keep
from cauce.cases.corrections.known_before import known_before
from cauce.cases.corrections.models import CaseCorrection
from cauce.cases.corrections.reasons import check_why
from cauce.cases.corrections.standing import eased_by_facts
from cauce.cases.facts import edition_of
from cauce.cases.models import Case
from cauce.content.errors import BadInputs, CauceError
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.custody.keystore import KeyGone
from cauce.rules.permissions import Actor
from cauce.rules.screening import check_answers, screen

from ..facts import answers_of, facts_told, instrument_of, of_this_talk, outcome_of
from ..models import Sitting
from .sittings import ENDED, NOT_ASKED

bad_input = BadInputs(__file__)

KIND = "answers"
OUTCOME = "screening.outcome"


class AnsweredMeanwhile(CauceError):
    """Somebody else corrected the same talk first; ``now`` are the answers that stand."""

    id = "answered_meanwhile"

    def __init__(self, now: dict[str, str]) -> None:
        self.now = now
        super().__init__(
            "Otra persona corrigió estas respuestas mientras usted escribía; las suyas siguen aquí y no se "
            "guardaron.",
            "Somebody else corrected these answers while you were writing; yours are still here, not saved.",
            where="why",
            cure_es="Si aún hace falta, vuelva a las correcciones y corrija lo que dicen ahora.",
            cure_en="If it is still needed, go back to the corrections and correct what they say now.",
        )


@act("correction.answers", requires="case.correct", on="case")
def correct_answers(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    of: Sitting,
    answers: dict[str, str],
    why: str,
    hide: bool = False,
    at: dt.datetime,
) -> CaseCorrection:
    """Put these answers in the place of those of a talk that ended; ``not_asked`` takes one back.

    What the talk had made known, and what it led to offering, follow. ``hide``: what stood before should
    not have been written, and internal control alone is to read it. With that, and where a duty would end,
    it waits for a second person. Raises ``BadInput``, ``Unknown`` and ``AnsweredMeanwhile``.
    """
    check_why(why)
    try:
        old, told, steps = _told(case, of, answers, at)
        told["why"] = why.strip()
        made = keep(actor, case, KIND, str(old.id), told, hide=hide, waits=hide or bool(steps), at=at)
    except KeyGone as gone:
        raise bad_input("the_record_opens_no_more", where="why") from gone
    said = {"correction": made.number, "old": str(old.id), "new": "", "hidden": hide}
    if steps or hide:
        ask(actor, entry, case, made, why, at)
    else:
        said = put_right(case, made, told, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(**said, steps=list(steps))
    return made


def _told(
    case: Case, of: Sitting, answers: dict[str, str], at: dt.datetime
) -> tuple[Sitting, dict[str, Any], tuple[str, ...]]:
    """The talk as it stands, the answers that are to stand, and the steps that would be over by them."""
    old = _fresh(case, of)
    before = answers_of(old)
    if before.get("erased"):
        raise bad_input("answers_of_this_talk_were_not_kept", where="why")
    check_answers(instrument_of(old), {name: said for name, said in answers.items() if said != NOT_ASKED})
    after = {name: said for name, said in (before["answers"] | answers).items() if said != NOT_ASKED}
    if after == before["answers"]:
        raise bad_input("no_answer_would_change", where="why")
    steps = eased_by_facts(case, _changes(case, old, before, after), at)
    return old, {"answers": after}, steps


def _fresh(case: Case, of: Sitting) -> Sitting:
    row = Sitting.written.filter(case=case, id=of.id).first()
    if row is None:
        raise Absent()
    row.case = case
    if row.superseded_at is not None:
        last = row
        while (after := Sitting.written.filter(case=case, corrects=last).first()) is not None:
            last = after
        last.case = case
        raise AnsweredMeanwhile(answers_of(last)["answers"])
    if row.state not in ENDED:
        raise bad_input("this_talk_has_not_ended", where="why")
    return row


def _content(sitting: Sitting, before: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """The talk with other answers, and what it leads to offering by them."""
    content = before | {"answers": answers}
    result = screen(instrument_of(sitting), before.get("known", {}) | answers)
    content["outcome"] = outcome_of(result, before.get("stopped_by", ""))
    return content


def _changes(case: Case, sitting: Sitting, before: dict[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    """What is known otherwise by the corrected answers. What the wrong one alone had made known is what it
    was before the talk; None: not known. What was learned after the talk stays."""
    edition, ended = edition_of(case), sitting.ended_at or timezone.now()
    stored = sections.latest(case, "facts")[1] or {}
    was, now = facts_told(before["answers"], edition), facts_told(answers, edition)
    if sitting.kind == "screening":
        was = was | {OUTCOME: before.get("outcome")}
        now = now | {OUTCOME: _content(sitting, before, answers)["outcome"]}
    found: dict[str, Any] = {}
    for name in sorted(was.keys() | now.keys()):
        held = stored.get(name)
        if held is not None and dt.datetime.fromisoformat(held["at"]) > ended:
            continue
        if name in now and now[name] == was.get(name):
            continue  # the correction says nothing of it, whatever was noted since
        if name in now and (held is None or held["value"] != now[name]):
            found[name] = now[name]
        elif name not in now and held is not None and of_this_talk(held, was[name], sitting):
            found[name] = known_before(case, name, sitting.started_at)
    return found


@effect
def put_right(case: Case, made: CaseCorrection, told: dict[str, Any], at: dt.datetime) -> dict[str, Any]:
    """The corrected answers stand, the talk stays as it was written, and what is known follows; what the
    journal says of it."""
    old = Sitting.written.filter(case=case, id=made.of, superseded_at=None).first()
    if old is None:
        raise bad_input("answers_were_corrected_otherwise", where="reason")
    old.case = case
    before = answers_of(old)
    changes = _changes(case, old, before, told["answers"])
    new = Sitting(
        id=uuid.uuid4(),
        case=case,
        instrument=old.instrument,
        instrument_version=old.instrument_version,
        instrument_hash=old.instrument_hash,
        kind=old.kind,
        state=old.state,
        number=old.number + 1,
        started_at=old.started_at,
        ended_at=old.ended_at,
        by=made.asked_by,
        corrects=old,
    )
    key = case.key_id if case.keeping == "given" else case.draft_key_id
    new.sealed = Sitting.sealed.seal(new, _content(old, before, told["answers"]), key)
    new.save(force_insert=True)
    old.superseded_at = at
    old.save(update_fields=["superseded_at"])
    made.state, made.made, made.made_at = "made", str(new.id), at
    made.save(update_fields=["state", "made", "made_at", "agreed_by"])
    if changes:
        put_facts_right(case, changes, at=old.ended_at or at, by=made.asked_by)
    version = sections.latest(case, "facts")[0] if changes else 0
    return {
        "correction": made.number,
        "old": str(old.id),
        "new": str(new.id),
        "hidden": made.hidden,
        "facts": sorted(changes),
        "version": version,
    }


PUTS_RIGHT = {KIND: put_right}
