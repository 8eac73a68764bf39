"""What in a demonstration could not be: parts of a case that gainsay each other. An empty list: nothing.

Each question asks all cases at once, and answers with sentences that name the folio.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cauce.cases.facts import facts_of_many
from cauce.cases.models import Assessment, Case, CaseAct, Consent, PlanItem, RiskReview, RouteEntry
from cauce.family.reunification.models import Relative, Return, Reunification
from cauce.rules.bands import band, edges
from cauce.sharing.binational.models import Petition
from cauce.sharing.referrals.models import Referral, Step
from cauce.staff.obligations.models import Obligation

VICTIM = ("presumed", "confirmed")
ANSWERED = {"referral_accepted", "legal_referral_accepted"}
OF_A_CHILD = {"child_branch_opened", "child_dialogue_done", "child_assistance_requested"}
OF_DETENTION = {"detention_visited", "list_placed", "return_visit_set"}
STATUS = ("t1", "u", "cp")  # routes that ask for what was concluded
A_WEEK = dt.timedelta(days=7)


@dataclass
class Told:
    """Everything that is written of one case."""

    case: Case
    facts: dict[str, Any]
    acts: list[CaseAct] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    risks: list[RiskReview] = field(default_factory=list)
    plan: list[PlanItem] = field(default_factory=list)
    routes: list[RouteEntry] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    petitions: list[Petition] = field(default_factory=list)
    families: list[Reunification] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    accepted: set[dt.datetime] = field(default_factory=set)  # when receivers accepted

    @cached_property
    def names(self) -> set[str]:
        return {act.name for act in self.acts}

    @cached_property
    def opened(self) -> dt.datetime:
        """When the contact began: it may have been written down later."""
        return min((act.happened_at for act in self.acts), default=self.case.opened_at)


BESIDE = {
    "acts": CaseAct,
    "consents": Consent,
    "assessments": Assessment,
    "risks": RiskReview,
    "plan": PlanItem,
    "routes": RouteEntry,
    "referrals": Referral,
    "petitions": Petition,
    "families": Reunification,
    "returns": Return,
}


def everything() -> list[Told]:
    """Every case with all that is written of it, in a dozen questions."""
    cases = list(Case.objects.select_related("post", "person").order_by("folio"))
    facts = facts_of_many(cases)
    found = {case.id: Told(case, facts.get(case.id, {})) for case in cases}
    for name, model in BESIDE.items():
        for row in model.objects.filter(case_id__in=found).order_by("pk"):
            getattr(found[row.case_id], name).append(row)
    for step in Step.objects.filter(act="accept").select_related("referral"):
        found[step.referral.case_id].accepted.add(step.at)
    return list(found.values())


def contradictions(told: list[Told], now: dt.datetime) -> list[str]:
    """What could not be, as sentences."""
    relatives = set(Relative.objects.values_list("reunification_id", flat=True))
    found = []
    for one in told:
        for ask in (_order, _answers, _age, _detention, _conclusion, _risk, _plan, _routes, _mexico, _ending):
            found += [f"{one.case.folio}: {said}" for said in ask(one)]
        for said in (*_family(one, relatives), *_danger(one, now)):
            found.append(f"{one.case.folio}: {said}")
    return found


def _order(one: Told) -> Iterator[str]:
    for act in one.acts:
        if act.name == "contact_started" and act.happened_at > one.opened:
            yield "something was done before the contact"
        if one.case.closed_at and act.happened_at > one.case.closed_at:
            yield f"{act.name} after the case was closed"
    for row in (*one.consents, *one.referrals):
        at = row.given_at if isinstance(row, Consent) else row.sent_at
        if at is None or at < one.opened:
            yield f"{type(row).__name__} before the contact"


def _answers(one: Told) -> Iterator[str]:
    for act in one.acts:
        if act.name in ANSWERED and act.happened_at not in one.accepted:
            yield f"{act.name}, and no receiver accepted then"
    first = min((row.sent_at for row in one.referrals if row.sent_at), default=None)
    if one.accepted and (first is None or min(one.accepted) < first):
        yield "accepted before it was asked"
    if one.referrals and "referral_sent" not in one.names:
        yield "a referral that the case does not know of"


def _age(one: Told) -> Iterator[str]:
    age = one.facts.get("person.age")
    if age is None or one.facts.get("person.age_doubt"):
        return
    if age >= 18 and one.names & OF_A_CHILD:
        yield f"{age} years, and {sorted(one.names & OF_A_CHILD)}"
    if age < 18 and "interview_done" in one.names:
        yield f"{age} years, and interviewed as an adult"


def _detention(one: Told) -> Iterator[str]:
    detained = one.facts.get("person.detained")
    if one.facts.get("contact.channel") == "detention_visit" and detained is not True:
        yield "visited in detention, and not detained"
    if detained is not True and one.names & OF_DETENTION:
        yield f"not detained, and {sorted(one.names & OF_DETENTION)}"


def _conclusion(one: Told) -> Iterator[str]:
    status = one.facts.get("conclusion.status")
    if bool(status) != bool(one.assessments):
        yield f"concluded «{status}», with {len(one.assessments)} assessments"
    signed = any(row.state == "signed" for row in one.assessments)
    if signed != ("conclusion_signed" in one.names):
        yield "signed in one place and not in the other"
    if one.assessments and not one.names & {"interview_done", "child_dialogue_done"}:
        yield "concluded without a talk"


def _risk(one: Told) -> Iterator[str]:
    if bool(one.risks) != ("risk_assessed" in one.names):
        yield f"{len(one.risks)} looks at the risk, and acts {sorted(one.names & {'risk_assessed'})}"
    if one.risks and one.facts.get("risk.level") is None:
        yield "its risk was looked at and is not known"


def _plan(one: Told) -> Iterator[str]:
    if "plan_agreed" in one.names and not one.plan and not one.returns:
        yield "a plan without a line"


def _routes(one: Told) -> Iterator[str]:
    for row in one.routes:
        if row.on and row.on < one.opened.date():
            yield f"{row.route} of a day before the contact"
        if row.route in STATUS and one.facts.get("wish.legal_status") is not True:
            yield f"{row.route}, and does not want it"
        if row.route in STATUS and one.facts.get("conclusion.status") not in VICTIM:
            yield f"{row.route}, and concluded {one.facts.get('conclusion.status')}"


def _mexico(one: Told) -> Iterator[str]:
    for row in one.petitions:
        if row.asked_at < one.opened:
            yield f"{row.kind} asked before the contact"
        if row.kind == "victim_register" and one.facts.get("wish.victim_register") is not True:
            yield "asked for the register, and does not want it"
    if any(row.ended_at is None for row in one.returns) and one.facts.get("wish.return") is not True:
        yield "a return that nobody wishes"


def _family(one: Told, relatives: set[Any]) -> Iterator[str]:
    for row in one.families:
        if row.id not in relatives:
            yield "a family without a relative"
        if one.facts.get("wish.reunification") is not True:
            yield "a family that nobody wishes together"
        if row.opened_at < one.opened:
            yield "a family opened before the contact"


def _ending(one: Told) -> Iterator[str]:
    if one.case.closed_at is None:
        return
    if any(row.state == "open" for row in one.plan):
        yield "closed, with an open line of its plan"
    if any(row.state == "concluded" for row in one.assessments):
        yield "closed, and its conclusion waits for a signature"
    if one.facts.get("danger.immediate"):
        yield "closed in danger"
    if any(row.state in ("sent", "acknowledged") for row in one.referrals):
        yield "closed, and a receiver is still asked"


def _danger(one: Told, now: dt.datetime) -> Iterator[str]:
    if one.case.keeping == "given" and one.facts.get("danger.immediate") and now - one.opened > A_WEEK:
        yield "in danger for more than a week, and nobody looked again"


def owed(now: dt.datetime) -> dict[str, tuple[int, int]]:
    """Of every post, how many steps with a time its open cases wait for, and how many of them are late."""
    open_cases = Case.objects.filter(status="active").values_list("id", flat=True)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    rows = Obligation.objects.filter(subject_id__in=open_cases, state="open", due_at__isnull=False)
    for post, due in rows.values_list("post_id", "due_at"):
        found[post][0] += 1
        found[post][1] += due < now
    return {post: (many, late) for post, (many, late) in found.items()}


def band_of(one: Told, now: dt.datetime) -> str:
    """In which band of the worklist a case stands."""
    ends = edges(now, one.case.post.time_zone)
    return band(one.case.next_due_at, ends, danger=one.case.danger, owner=one.case.officer_id is not None)
