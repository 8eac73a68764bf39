"""The officer concludes with reasons, a second person signs, and anyone concerned may contest."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Entry, act
from cauce.rules.pathway import NOT_SIGNED, SIGNED, TO_SIGN
from cauce.rules.permissions import Actor

from ..facts import edition_of
from ..models import Assessment, Case
from ..models.assessment import took_part_in_contested
from ..replan import replan
from ._shared import add_act, fresh, set_facts

bad_input = BadInputs(__file__)

SHORTEST = 20


def _check_reasons(reasons: str) -> str:
    if len(reasons.strip()) < SHORTEST:
        raise bad_input("the_reasons_are_missing", where="reasons")
    return reasons.strip()


def _step_signed(case: Case) -> str:
    """The step of the case that another person's signature meets; "": its edition has none."""
    return next((one.id for one in edition_of(case).actions.values() if SIGNED in one.done_by), "")


@act("assessment.conclude", requires="case.conclude", on="case")
def conclude(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    conclusion: str,
    reasons: str,
    concepts: dict[str, Any],
    verdicts: dict[str, Any],
    at: dt.datetime,
) -> Assessment:
    """Conclude as a person, with reasons; verdicts under each law are kept as they stood.

    Raises ``Unknown`` for a conclusion outside the fact ``conclusion.status``, ``BadInput`` when
    reasons are missing or keeping was not agreed.
    """
    values = edition_of(case).facts["conclusion.status"].values
    if conclusion not in values:
        raise unknown("conclusiones", "conclusions", conclusion, values)
    if case.keeping != "given":
        raise bad_input("without_consent_to_keep_information", where="keeping")
    number = Assessment.objects.filter(case=case).count() + 1
    Assessment.objects.filter(case=case, state__in=("concluded", "signed", "contested")).update(
        state="replaced"
    )
    made = Assessment(
        id=uuid.uuid4(),
        case=case,
        number=number,
        edition=case.edition,
        concluded_at=at,
        concluded_by=actor.user,
    )
    made.sealed = Assessment.sealed.seal(
        made,
        {
            "conclusion": conclusion,
            "reasons": _check_reasons(reasons),
            "concepts": concepts,
            "verdicts": verdicts,
        },
    )
    made.save(force_insert=True)
    set_facts(case, {"conclusion.status": conclusion}, at=at, by=actor.user)
    add_act(case, "classified", at=at, by=actor.user)
    add_act(case, TO_SIGN, at=at, by=actor.user, action=_step_signed(case))
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(assessment=number)
    return made


def _check_second(actor: Actor, case: Case, assessment: Assessment) -> None:
    fresh(case, assessment)
    if assessment.state != "concluded":
        raise bad_input("conclusion_no_longer_waits_for_signature", where="state")
    if assessment.concluded_by == actor.user:
        raise bad_input("the_officer_who_concludes_cannot_sign", where="signed_by")
    if case.assessments.filter(took_part_in_contested(actor.user)).exists():
        raise bad_input("the_conclusion_was_contested", where="signed_by")


@act("assessment.sign", requires="case.sign", on="case")
def sign(*, actor: Actor, entry: Entry, case: Case, assessment: Assessment, at: dt.datetime) -> None:
    """The second person signs. Raises ``BadInput`` when it is the same person, or too late."""
    _check_second(actor, case, assessment)
    assessment.state, assessment.signed_at, assessment.signed_by = "signed", at, actor.user
    assessment.save(update_fields=["state", "signed_at", "signed_by"])
    add_act(case, SIGNED, at=at, by=actor.user)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(assessment=assessment.number)


@act("assessment.return", requires="case.sign", on="case")
def return_for_review(
    *, actor: Actor, entry: Entry, case: Case, assessment: Assessment, remarks: str, at: dt.datetime
) -> None:
    """The second person does not sign and says why; the officer concludes anew."""
    _check_second(actor, case, assessment)
    note = _check_reasons(remarks)
    add_act(case, NOT_SIGNED, at=at, by=actor.user, action=_step_signed(case), note=note)
    assessment.state = "returned"
    assessment.save(update_fields=["state"])
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(assessment=assessment.number)


@act("assessment.contest", requires="case.work", on="case")
def contest(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    assessment: Assessment,
    reasons: str,
    by_person: bool,
    at: dt.datetime,
) -> None:
    """She or staff contest; someone new reviews. Services go on: nothing is closed or held."""
    fresh(case, assessment)
    if assessment.state not in ("concluded", "signed"):
        raise bad_input("this_conclusion_is_no_longer_in_force", where="state")
    assessment.state = "contested"
    assessment.contested_at, assessment.contested_by = at, "person" if by_person else actor.user
    assessment.save(update_fields=["state", "contested_at", "contested_by"])
    note = _check_reasons(reasons)
    add_act(case, NOT_SIGNED, at=at, by=actor.user, action=_step_signed(case), note=note)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(assessment=assessment.number, by_person=by_person)
