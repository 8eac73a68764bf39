"""Risk as structured judgement: levels with reasons, measures, and a date to look again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import day_at

from ..models import Case, RiskReview
from ..replan import replan
from ..sections import HOURS, SETTLED
from ._shared import add_act, check_happened, set_facts

bad_input = BadInputs(__file__)

LEVELS = ("low", "medium", "high")
ABOUT = ("person", "family", "staff")


@dataclass(frozen=True)
class RiskJudged:
    """A level with its reasons for each of person, family and staff, and what is done about it."""

    levels: dict[str, str]
    reasons: dict[str, str]
    measures: str
    domains: dict[str, Any] | None = None
    hours: dict[str, str] | None = None  # when each of these was told; None: at the judgement
    settled: list[str] | None = None  # which were said again in sight of what said otherwise; None: none


@act("risk.review", requires="case.work", on="case")
def review_risk(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    judged: RiskJudged,
    review_on: dt.date,
    at: dt.datetime,
) -> RiskReview:
    """Record a judgement for person, family and staff. The gravest level leads the plan.

    Raises ``BadInput`` when a level or its reason is missing, or the next date is not ahead.
    """
    for about in ABOUT:
        if judged.levels.get(about) not in LEVELS or not judged.reasons.get(about, "").strip():
            raise bad_input("a_level_or_its_reason_is_missing", where=about)
    if review_on <= day_at(case.post, at):
        raise bad_input("the_next_review_must_be_after_today", where="review_on")
    gravest = max(judged.levels.values(), key=LEVELS.index)
    review = RiskReview(
        case=case,
        number=RiskReview.objects.filter(case=case).count() + 1,
        review_on=review_on,
        reviewed_at=check_happened(at),
        typed_at=timezone.now(),
        by=actor.user,
    )
    review.sealed = RiskReview.sealed.seal(
        review,
        {
            "levels": judged.levels,
            "reasons": judged.reasons,
            "measures": judged.measures,
            "domains": judged.domains or {},
        }
        | ({HOURS: judged.hours} if judged.hours is not None else {})
        | ({SETTLED: judged.settled} if judged.settled else {}),
    )
    review.save(force_insert=True)
    facts = {"risk.level": gravest, "danger.family": judged.levels["family"] == "high"}
    set_facts(case, facts, at=at, by=actor.user)
    add_act(case, "risk_assessed" if review.number == 1 else "risk_reviewed", at=at, by=actor.user)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(review=review.number)
    return review
