"""Invented histories: each case draws who came and what happened; each post follows the Protocol
to a degree of its own, so that the numbers have something true to show."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cauce.cases.actions.bulk import Did, History
from cauce.cases.models import Assessment, Case, Consent, PlanItem, RiskReview
from cauce.desk.cases.assessment.comparing import frozen
from cauce.people.models import Person
from cauce.protocol.editions.access import beginnings, current_edition, in_force
from cauce.rules.law import assess
from cauce.staff.offices.models import User

from . import branches
from .network import PostStaff
from .stories import Habit, Story, draw
from .walk import Walk

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
AT_WORK = ("labour.situation", "labour.claim")
CONCERNS = ("concerns", "told_directly")


def _folio(post: str, year: int, number: int) -> str:
    return f"{post}-{year}-{number:05d}"


@dataclass(frozen=True)
class Wanted:
    """A history that something else stands on: open, kept up by this officer, and written down with her yes.

    ``of``: whose account it is, by the id of the content; '': anybody's."""

    officer: User
    of: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def tell(
    chance: random.Random,
    staff: PostStaff,
    how: Habit,
    start: dt.datetime,
    now: dt.datetime,
    number: int,
    wanted: Wanted | None = None,
) -> tuple[History, Story]:
    """One whole history that began at ``start``, and the story it came from; the present is ``now``."""
    story = draw(chance, start, wanted.of if wanted else "")
    post = staff.post
    person = Person(id=uuid.UUID(int=chance.getrandbits(128), version=4), post=post)
    case = Case(
        id=uuid.UUID(int=chance.getrandbits(128), version=4),
        post=post,
        person=person,
        folio=_folio(post.code, start.year, number),
        edition=in_force(start),
        opened_at=start,
        key_id=uuid.uuid4(),
        draft_key_id=uuid.uuid4(),
    )
    person.key_id = case.key_id
    walk = Walk(chance, staff, how, start, now)
    if wanted:
        story.facts |= wanted.facts
        walk.officer, walk.until, walk.open, walk.kept = wanted.officer, now, True, True
        case.keeping = "given"
    case.officer = walk.officer
    by = str(walk.officer.id)
    walk.acts.append(Did("contact_started", start, start, by))
    walk.acts.append(Did("case_opened", start, start, by))
    history = History(case, person, dict(story.facts), walk.acts)
    _identification(walk, history, story)
    if "screening_done" in {did.name for did in walk.acts}:
        _interview(walk, history, story)
        _assistance(walk, history, story)
    else:
        history.facts.pop("screening.outcome", None)
    _end(walk, history)
    story.kept, story.until = walk.kept or (walk.open is False and case.closed_at is None), walk.until
    walk.acts.sort(key=lambda did: did.happened_at)
    # While it was open it went over to each edition that began, at the next round of the clock.
    history.moved += [
        (id, at + branches.ROUND) for id, at in beginnings(start, (case.closed_at or now) - branches.ROUND)
    ]
    return history, story


def _consent(walk: Walk, history: History, purpose: str, given: bool) -> None:
    answered(walk.chance, history, purpose, given, walk.at)


def answered(
    chance: random.Random,
    history: History,
    purpose: str,
    given: bool,
    at: dt.datetime,
    recipient: str = "",
    fields: tuple[str, ...] = (),
) -> Consent:
    """Add one answer about consent to a history."""
    consent = Consent(
        id=uuid.UUID(int=chance.getrandbits(128), version=4),
        case=history.case,
        purpose=purpose,
        recipient=recipient,
        given=given,
        given_at=at,
        typed_at=at,
        expires_at=at + dt.timedelta(days=90) if given else None,
        by=history.acts[0].by,
    )
    terms = {"fields": list(fields), "language": "spa", "interpreter": "none", "way": "oral"}
    history.consents.append((consent, terms))
    return consent


def _as_a_child(story: Story) -> bool:
    """Whether the person is attended as a child: also while no age is known."""
    age = story.facts.get("person.age")
    return age is None or age < 18


def _identification(walk: Walk, history: History, story: Story) -> None:
    minutes = dt.timedelta(minutes=14)
    with_permission = branches.taken_out(history.facts)
    walk.did("safety_checked", minutes, action="P2-02")
    walk.did("urgent_needs_checked", minutes, action="P2-08")
    if _as_a_child(story):
        walk.did("child_branch_opened", minutes, action="P2-07")
    if not walk.did("protection_accepted", 4 * HOUR, action="P2-04", sure=walk.chance.random() < 0.9):
        return
    history.facts["protection.accepted"] = True
    if history.case.keeping != "given":
        history.case.keeping = "given" if walk.chance.random() < 0.92 else "refused"
    _consent(walk, history, "screening", True)
    _consent(walk, history, "keeping", history.case.keeping == "given")
    _consent(walk, history, "us_authority", False)
    if history.case.keeping == "given":
        history.facts |= with_permission
    walk.did("nationality_presumed", HOUR, action="P2-05")
    if walk.did("screening_done", HOUR, action="P2-06"):
        if any(history.facts.get(one) or story.facts.get(one) for one in AT_WORK):
            talked = walk.acts[-1]  # explained in the same talk, and nothing is left to chance
            walk.acts.append(replace(talked, name="labour_route_explained"))
        outcome = story.facts["screening.outcome"]
        if outcome in CONCERNS:
            walk.did("classified", 5 * HOUR, action="P2-10")
            walk.did("headquarters_informed", 18 * HOUR, action="P2-12")
        else:
            walk.did("rescreen_scheduled", 6 * HOUR, action="P2-11")
        if outcome != "no_concerns" or story.facts["danger.immediate"]:
            _risk(walk, history, story)


def _risk(walk: Walk, history: History, story: Story) -> None:
    within = HOUR / 2 if story.facts["danger.immediate"] else 2 * HOUR
    screened = next(did.happened_at for did in reversed(walk.acts) if did.name == "screening_done")
    if not walk.did("risk_assessed", within, action="P2-09", since=screened):
        return
    at = walk.acts[-1].happened_at
    level = "high" if story.facts["danger.immediate"] else walk.chance.choice(("low", "medium"))
    family = walk.chance.choice(("low", "medium", level))
    review = RiskReview(
        case=history.case,
        number=1,
        review_on=(at + dt.timedelta(days=30)).date(),
        reviewed_at=at,
        typed_at=walk.acts[-1].typed_at,
        by=str(walk.officer.id),
    )
    history.risks.append(
        (
            review,
            {
                "levels": {"person": level, "family": family, "staff": "low"},
                "reasons": {
                    "person": "Lo que contó y lo que se sabe del lugar.",
                    "family": "Su familia vive donde la engancharon.",
                    "staff": "Sin señales.",
                },
                "measures": "Contacto solo por el medio seguro.",
                "domains": {},
            },
        )
    )
    history.facts["risk.level"] = level
    history.facts["danger.family"] = family == "high"


def _interview(walk: Walk, history: History, story: Story) -> None:
    if story.facts["screening.outcome"] not in CONCERNS:
        return
    soon = story.facts["person.indigenous_language"]
    walk.did("interview_prepared", (20 if soon else 44) * HOUR, action="P3-01")
    walk.did("interview_consented", 24 * HOUR, action="P3-02")
    talk = "child_dialogue_done" if _as_a_child(story) else "interview_done"
    if not walk.did(talk, 48 * HOUR, action="P3-04"):
        return
    if history.case.keeping == "given":
        history.sections["narrative"] = story.text
    walk.did("risk_reviewed", 8 * HOUR, action="P3-07")
    if history.case.keeping == "given":
        _conclude(walk, history, story)


def _signed(walk: Walk) -> bool:
    """Signed about when it is due, or weeks later; only lately some still wait."""
    if walk.did("conclusion_signed", 72 * HOUR, action="P3-08"):
        return True
    # Before the soonest end of a case: none ends while its conclusion waits.
    late = walk.at + dt.timedelta(days=walk.chance.uniform(8, 45 if walk.open else 19))
    if walk.kept or late > walk.until:
        return False
    walk.acts.append(Did("conclusion_signed", late, late, str(walk.officer.id)))
    return True


def _conclude(walk: Walk, history: History, story: Story) -> None:
    if not walk.did("concluded", 48 * HOUR, sure=walk.chance.random() < 0.85):
        return
    walk.acts[-1] = replace(walk.acts[-1], action="P3-08")
    edition, concepts = current_edition(walk.at), frozenset(story.concepts)
    verdicts = {law.id: assess(law, concepts) for law in edition.laws.values()}
    met = verdicts["palermo"].verdict == "met"
    conclusion = walk.chance.choice(("presumed", "confirmed")) if met else "possible"
    if verdicts["palermo"].verdict == "not_met":
        conclusion = "not_victim"
    made = Assessment(
        id=uuid.UUID(int=walk.chance.getrandbits(128), version=4),
        case=history.case,
        number=1,
        edition=edition.info.id,
        concluded_at=walk.at,
        concluded_by=str(walk.officer.id),
    )
    if walk.staff.consul and _signed(walk):
        made.state, made.signed_at = "signed", walk.acts[-1].happened_at
        made.signed_by = str(walk.staff.consul.id)
    history.assessments.append(
        (
            made,
            {
                "conclusion": conclusion,
                "reasons": "Lo que contó coincide con lo observado y documentado.",
                "concepts": {"concepts": sorted(concepts), "not_known": []},
                "verdicts": {name: frozen(verdict) for name, verdict in verdicts.items()},
            },
        )
    )
    history.facts["conclusion.status"] = conclusion


def _assistance(walk: Walk, history: History, story: Story) -> None:
    facts, concluded = story.facts, history.facts.get("conclusion.status")
    if concluded in ("presumed", "confirmed"):
        _agree_plan(walk, history, story)
    if facts["labour.claim"]:
        declined = walk.chance.random() < 0.3
        name = "labour_claim_declined" if declined else "labour_claim_filed"
        walk.did(name, 24 * 7 * HOUR, action="P4-09")
    for wish in ("legal_status", "report", "return", "reunification", "victim_register"):
        history.facts.setdefault(f"wish.{wish}", False)


def _agree_plan(walk: Walk, history: History, story: Story) -> None:
    for need in ("shelter", "medical", "psychological", "legal", "economic", "documents"):
        if story.facts.get(f"need.{need}"):
            item = PlanItem(
                id=uuid.UUID(int=walk.chance.getrandbits(128), version=4),
                case=history.case,
                need=need,
                due_on=(walk.at + dt.timedelta(days=14)).date(),
                made_at=walk.at,
                responsible=walk.officer,
                by=str(walk.officer.id),
            )
            history.plan_items.append((item, "Acordado con la persona."))
    if history.plan_items:
        walk.did("plan_agreed", 96 * HOUR, action="P4-01")


def _ending(walk: Walk) -> dt.datetime | None:
    """When the case ends; None: it is still open."""
    at = walk.at + dt.timedelta(days=walk.chance.randrange(20, 60))
    return None if walk.open or at > walk.now else at


def _follow_up(walk: Walk, history: History, until: dt.datetime) -> None:
    """Contacts and new looks at the risk, as often as the level asks, until the case ends."""
    level = history.facts.get("risk.level")
    concluded = history.facts.get("conclusion.status") in ("presumed", "confirmed")
    if level is None or not (concluded or level == "high"):
        return
    start, looks = history.risks[0][0].reviewed_at, []
    for name, days in (
        ("safe_contact_made", {"high": 7, "medium": 14, "low": 30}[level]),
        ("risk_reviewed", 7 if level == "high" else 30),
    ):
        at = start
        while True:
            late = walk.chance.random() > walk.how.follows
            at += dt.timedelta(days=days * walk.chance.uniform(*((1.1, 2) if late else (0.6, 0.95))))
            if at > until:
                break
            typed = min(at + HOUR, walk.now)
            walk.acts.append(Did(name, at, typed, str(walk.officer.id)))
            looks += [at] if name == "risk_reviewed" else []
    if looks:
        _look_again(walk, history, looks[-1])


def _look_again(walk: Walk, history: History, at: dt.datetime) -> None:
    """The last of the new looks at the risk, as it stands written: what was high is so no more."""
    first = history.risks[0][1]
    lower = {name: "medium" if level == "high" else level for name, level in first["levels"].items()}
    history.risks.append(
        (
            RiskReview(
                case=history.case,
                number=2,
                review_on=(at + dt.timedelta(days=30)).date(),
                reviewed_at=at,
                typed_at=min(at + HOUR, walk.now),
                by=str(walk.officer.id),
            ),
            first | {"levels": lower},
        )
    )
    history.facts["risk.level"] = lower["person"]
    history.facts["danger.family"] = False


def _end(walk: Walk, history: History) -> None:
    at = _ending(walk)
    _follow_up(walk, history, at or walk.until)
    if at is None:
        if walk.now - history.case.opened_at > 3 * DAY:
            history.facts["danger.immediate"] = False  # looked at anew; what remains is its risk
        return
    history.facts["danger.immediate"] = False
    reason = walk.chance.choice(("goals_met", "goals_met", "persons_wish", "lost_contact"))
    walk.acts.append(Did("closed", at, at, str(walk.officer.id), "", f"{reason}: "))
    history.case.status, history.case.closed_at = "closed", at
