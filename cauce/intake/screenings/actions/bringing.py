"""What was answered away from the post becomes a sitting of the case that opens for it."""

from __future__ import annotations

import datetime as dt
import uuid

from cauce.cases.actions import record_act
from cauce.cases.facts import edition_of, is_known_since
from cauce.cases.models import Case
from cauce.cases.time_bounds import Reported, lies_before_contact
from cauce.content.model_toolbox import Instrument
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.rules.screening import check_answers, outcome_fact, screen

from ..facts import facts_told
from ..models import Sitting


@act("sitting.bring", requires="case.work", on="case")
def bring(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    instrument: Instrument,
    instrument_hash: str,
    answers: dict[str, str],
    at: dt.datetime,
) -> Sitting:
    """Write a sitting that was held in the field, under the version it was held with.

    What was found out after it stands: an older sitting is kept whole, and its outcome takes the place of
    no later one. Of safety it tells all the same: danger on paper comes first.
    Until the person agrees that it be kept it is a sealed draft, as everything told before is.
    Raises ``Unknown`` and ``BadInput`` as ``check_answers``.
    """
    given = check_answers(instrument, answers)
    result = screen(instrument, given)
    outcome = outcome_fact(result)
    sitting = Sitting(
        id=uuid.uuid4(),
        case=case,
        instrument=instrument.id,
        started_at=at,
        ended_at=at,
        by=actor.user,
        instrument_version=instrument.version,
        instrument_hash=instrument_hash,
        state="stopped" if result.stopped is not None else "finished",
    )
    key = case.key_id if case.keeping == "given" else case.draft_key_id
    content = {"answers": given, "stopped_by": "", "outcome": outcome}
    sitting.sealed = Sitting.sealed.seal(sitting, content, key)
    sitting.save(force_insert=True)
    facts = facts_told(given, edition_of(case))
    if not is_known_since(case, "screening.outcome", at):
        facts["screening.outcome"] = outcome
    # A case may have been opened for somebody after they were listened to in the field.
    when = Reported(at) if lies_before_contact(case, at) else at
    record_act(actor=actor, case=case, name="screening_done", happened_at=when, facts=facts)
    entry.about("sitting", sitting.id, post=case.post_id)
    entry.detail(instrument=instrument.id)
    return sitting
