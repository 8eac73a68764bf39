"""Figures after answers, lines of the plan and requests were put right are those without the mistake."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.corrections.actions import Line, agree_correction, correct_line
from cauce.cases.facts import facts_of
from cauce.cases.models import PlanItem
from cauce.custody.journal.gathered import gathered
from cauce.intake.screenings import actions as talks
from cauce.intake.screenings.models import Sitting
from cauce.sharing.referrals.actions import Asked, Sought, correct_recipient, send
from cauce.staff.oversight.models import Proposal
from tests.cast import shelter

from .test_put_right import BEGAN, DAY, HOUR, WHY, _tick, every_indicator, opened, told

__all__ = ["every_indicator"]
pytestmark = pytest.mark.django_db

# What makes something known for the plan, and what leads to offering.
ITEMS = ("expected_back", "safe_bed", "hurt_or_ill", "can_leave")
SAID = ("yes", "no", "does_not_know", "not_asked")
NEEDS = ("shelter", "food", "legal", "medical")


def agree(cast):
    for waits in Proposal.objects.filter(kind="case.correct", state="waiting"):
        given = {"actor": cast.mateo.actor, "proposal": waits, "reason": WHY}
        agree_correction(at=timezone.now(), **given)


def same(wanted, found):
    for what, value in wanted.items():
        assert found[what] == value, what


def some_answers(chance):
    """What was said of some of these; at least one answer."""
    said = {name: chance.choice(SAID) for name in ITEMS}
    return said | {"alone_and_safe": "yes"}


def talked(cast, case, clock, said):
    """A talk that ends ten minutes later with these answers."""
    for purpose in ("keeping", "screening"):
        cases.record_consent(actor=cast.ines.actor, case=case, purpose=purpose, given=True, at=timezone.now())
    given = {"actor": cast.ines.actor}
    made = talks.start(case=case, instrument="protection-desk", at=timezone.now(), **given)
    answers = {name: value for name, value in said.items() if value != "not_asked"}
    talks.save_answers(sitting=made, seen=1, answers=answers, at=timezone.now(), **given)
    clock.move_to(timezone.now() + dt.timedelta(minutes=10))
    talks.finish(sitting=made, at=timezone.now(), **given)


def with_talk(steps, seed=0, **known):
    """A history with a talk of the first of these answers, put right to each of the others in turn."""

    def history(cast, clock):
        chance = random.Random(seed)
        case = opened(cast)
        if known:
            names = {name.replace("__", "."): value for name, value in known.items()}
            cases.record_facts(actor=cast.ines.actor, case=case, facts=names, at=timezone.now())
        clock.move_to(BEGAN + 5 * HOUR)
        talked(cast, case, clock, steps[0])
        clock.move_to(BEGAN + 3 * DAY)
        _tick(clock)
        for before, said in zip(steps, steps[1:], strict=False):
            if before == said:
                continue
            clock.move_to(timezone.now() + chance.randrange(1, 60) * HOUR)
            if chance.random() < 0.5:
                _tick(clock)
            row = Sitting.objects.get(case=case)
            given = {"actor": cast.ines.actor, "case": case, "of": row, "answers": said, "why": WHY}
            talks.correct_answers(at=timezone.now(), **given)
            agree(cast)
            case.refresh_from_db()

    return history


@pytest.mark.parametrize("seed", range(4))
def test_figures_after_answers_were_corrected_are_those_without_the_mistake(cast, seed):
    chance = random.Random(seed)
    steps = [some_answers(chance) for _ in range(chance.randrange(2, 5))]
    same(told(cast, with_talk(steps[-1:])), told(cast, with_talk(steps, seed)))


def test_the_wrong_answers_would_have_been_counted(cast):
    """What the test above compares can differ."""
    one, other = ({"safe_bed": said, "alone_and_safe": "yes"} for said in ("no", "yes"))
    wanted, found = told(cast, with_talk([one])), told(cast, with_talk([other]))
    assert sum(wanted[what] != found[what] for what in wanted) > 1


def test_what_was_known_before_the_talk_is_known_again(cast):
    """That there was no danger was said before; the wrong answer alone said that there was."""
    wrong = {"expected_back": "yes", "alone_and_safe": "yes"}
    right = {"expected_back": "not_asked", "alone_and_safe": "yes"}
    same(
        told(cast, with_talk([right], danger__immediate=False)),
        told(cast, with_talk([wrong, right], danger__immediate=False)),
    )


def with_line(needs, seed=0, **known):
    """A history with a line for the first of these needs, put right to each of the others in turn."""

    def history(cast, clock):
        chance = random.Random(seed)
        case = opened(cast)
        if known:
            names = {name.replace("__", "."): value for name, value in known.items()}
            cases.record_facts(actor=cast.ines.actor, case=case, facts=names, at=timezone.now())
        clock.move_to(BEGAN + 5 * HOUR)
        due = (BEGAN + 6 * DAY).date()
        cases.add_plan_item(
            actor=cast.ines.actor,
            case=case,
            need=needs[0],
            agreed="Lo acordado.",
            due_on=due,
            responsible=cast.ines.user,
            at=timezone.now(),
        )
        clock.move_to(BEGAN + 3 * DAY)
        cases.agree_plan(actor=cast.ines.actor, case=case, at=BEGAN + 20 * HOUR)
        _tick(clock)
        for need in needs[1:]:
            clock.move_to(timezone.now() + chance.randrange(1, 60) * HOUR)
            if chance.random() < 0.5:
                _tick(clock)
            row = PlanItem.objects.get(case=case)
            line = Line(need, f"Lo acordado, {chance.random()}.", due, cast.ines.user)
            given = {"actor": cast.ines.actor, "case": case, "of": row, "line": line, "why": WHY}
            correct_line(at=timezone.now(), **given)
            agree(cast)
            case.refresh_from_db()
        assert facts_of(case)[f"need.{needs[-1]}"] is True

    return history


@pytest.mark.parametrize("seed", range(3))
def test_figures_after_a_line_was_corrected_are_those_without_the_mistake(cast, seed):
    chance = random.Random(seed)
    needs = [chance.choice(NEEDS) for _ in range(chance.randrange(2, 5))]
    same(told(cast, with_line(needs[-1:])), told(cast, with_line(needs, seed)))


def test_a_need_that_was_denied_before_the_wrong_line_is_denied_again(cast):
    known = {"need__shelter": False}
    same(told(cast, with_line(["food"], **known)), told(cast, with_line(["shelter", "food"], **known)))


def with_requests(wrong, when_corrected=None):
    """A history with a request to the right service; before it, where ``wrong``, one to another."""

    def history(cast, clock):
        case, services = opened(cast), [shelter(cast.jacaranda), shelter(cast.nopal)]
        cases.record_facts(actor=cast.ines.actor, case=case, facts={"need.shelter": True}, at=timezone.now())
        for service in services:
            terms = {"given": True, "at": timezone.now(), "fields": ("needs",)}
            terms["recipient"] = str(service.organization_id)
            cases.record_consent(
                actor=cast.ines.actor,
                case=case,
                purpose="referral",
                **gathered(terms, terms=cases.ConsentTerms),
            )
        clock.move_to(BEGAN + 2 * HOUR)
        if wrong:
            referral = _sent(cast, case, services[0])
        clock.move_to(BEGAN + 3 * DAY)
        _tick(clock)
        if wrong:
            clock.move_to(when_corrected)
            correct_recipient(actor=cast.ines.actor, referral=referral, why=WHY, at=timezone.now())
            agree(cast)
            case.refresh_from_db()
        clock.move_to(BEGAN + 9 * DAY)
        _tick(clock)
        _sent(cast, case, services[1])

    return history


def _sent(cast, case, service):
    return send(
        actor=cast.ines.actor,
        case=case,
        asked=Asked(service, {"needs": "alojamiento"}),
        sought=Sought("shelter", "normal"),
        at=timezone.now(),
    )


@pytest.mark.parametrize("days", [3.1, 8])
def test_figures_after_a_request_to_the_wrong_service_are_those_without_it(cast, days):
    wanted = told(cast, with_requests(wrong=False))
    same(wanted, told(cast, with_requests(wrong=True, when_corrected=BEGAN + days * DAY)))
