"""After any acts in any order: rows equal rules, and consent has moved none of them."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.drift import differences
from cauce.cases.models import Case
from cauce.custody.journal.chain import verify
from cauce.staff.obligations.models import Obligation
from tests.quickcast import build

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db
ACTS = (
    "safety_checked",
    "protection_accepted",
    "nationality_presumed",
    "screening_done",
    "child_branch_opened",
    "urgent_needs_checked",
    "risk_assessed",
    "headquarters_informed",
    "interview_prepared",
    "interview_consented",
    "interview_done",
    "risk_reviewed",
    "shelter_declined",
    "legal_referral_accepted",
    "referral_accepted",
    "safe_contact_made",
    "protection_refused",
    "screening_declined",
    "rescreen_scheduled",
)
FACTS = (
    ("danger.immediate", (True, False, None)),
    ("person.age", (15, 40, None)),
    ("need.shelter", (True, False)),
    ("need.legal", (True, None)),
    ("protection.accepted", (True, None)),
    ("screening.outcome", ("concerns", "no_concerns", None)),
    ("person.detained", (True, False)),
    ("danger.family", (True, None)),
    ("person.indigenous_language", (True, False)),
)
MORNING = dt.datetime(2026, 5, 4, 15, 0, tzinfo=dt.UTC)
PURPOSES = ("screening", "keeping", "contact")


def walk(cast, case, chance, steps, answers):
    """The same acts for the same seed; ``answers``: she is also asked about consent in between."""
    asked = random.Random(1)  # noqa: S311
    start = timezone.now() - dt.timedelta(minutes=29)
    for number in range(steps):
        at = start + dt.timedelta(seconds=30 * number)
        draw = chance.random()
        if draw < 0.55:
            actions.record_act(actor=cast.ines.actor, case=case, name=chance.choice(ACTS), happened_at=at)
        elif draw < 0.95:
            name, values = chance.choice(FACTS)
            actions.record_facts(actor=cast.ines.actor, case=case, facts={name: chance.choice(values)}, at=at)
        else:
            actions.depart(
                actor=cast.ines.actor,
                case=case,
                action=chance.choice(("P2-05", "P2-12")),
                reason="time",
                note="Se acordó con la persona.",
                at=at,
            )
        if answers:
            consent(cast, case, asked.choice(PURPOSES), asked.random() < 0.5, at=at)


def rows(case):
    return sorted(
        Obligation.objects.filter(subject_id=case.id).values_list(
            "action", "state", "due_at", "met_at", "urgent"
        )
    )


@pytest.mark.parametrize("seed", range(6))
def test_rows_equal_the_rules_after_any_acts(cast, seed):
    chance = random.Random(seed)  # noqa: S311
    case = open_case(cast)
    for _ in range(5):
        walk(cast, case, chance, 3, answers=True)
        assert differences(timezone.now()) == (1, [])
    actions.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=timezone.now())
    assert differences(timezone.now()) == (1, [])
    actions.reopen_case(actor=cast.ines.actor, case=case, at=timezone.now())
    assert differences(timezone.now()) == (1, [])
    assert verify()[1] == []


@pytest.mark.parametrize("seed", range(4))
def test_consent_moves_no_deadline_no_priority_and_no_service(db, seed):
    with time_machine.travel(MORNING, tick=False):
        cast = build()
        asked, never = open_case(cast), open_case(cast)
        for case, answers in ((asked, True), (never, False)):
            walk(cast, case, random.Random(seed), 12, answers)  # noqa: S311
        assert rows(asked) == rows(never)
        here, there = (Case.objects.get(id=case.id) for case in (asked, never))
    assert (here.next_action, here.next_due_at, here.danger) == (
        there.next_action,
        there.next_due_at,
        there.danger,
    )
