"""The case files as plans: every action and branch is seen, and sex alone changes only what says why."""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest

from cauce.content.conditions import compile_condition
from cauce.content.loader import load_edition
from cauce.rules.pathway import Act, casefiles, plan

EDITION = load_edition()
CASES = sorted(EDITION.cases.values(), key=lambda case: case.id)
PEOPLE = [case for case in CASES if case.scope == "case"]
WOMEN = {"mujer", "mujeres", "niñas", "woman", "women", "girls"}
MEN = {"hombre", "hombres", "niños", "man", "men", "boys"}
SEXES = (None, "woman", "man", "other")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_it_requires_what_the_case_says_and_asks_what_it_says(case):
    assert list(casefiles.differences(case, casefiles.stands(EDITION, case))) == []
    assert case.must and len(case.must) == len(set(case.must))
    assert case.scope == "post" or case.may_know


def test_it_notices_a_case_that_says_otherwise():
    case = EDITION.cases["v20"]
    wrong = case.model_copy(
        update={"must": ["P4-10"], "must_not": ["P4-09"], "ask": ["person.age"], "by_when": {"P2-11": "plan"}}
    )
    found = list(casefiles.differences(wrong, casefiles.stands(EDITION, wrong)))
    assert [loc[0] for loc, _, _ in found] == ["must", "must_not", "ask", "by_when"]


def test_it_reaches_the_49_actions_and_every_step_of_a_branch():
    reached = {id for case in CASES for id in case.must}
    assert len([id for id in EDITION.actions if not id[-1].isalpha()]) == 49
    assert EDITION.actions.keys() - reached == set()


@pytest.mark.parametrize("branch", EDITION.branches.values(), ids=lambda branch: branch.id)
def test_it_has_a_case_where_each_branch_opens_with_its_steps_and_one_where_it_does_not(branch):
    steps = {id for id, action in EDITION.actions.items() if action.branch == branch.id}
    opens = compile_condition(branch.when, EDITION.facts)
    held = [case for case in PEOPLE if opens.decide(case.facts).value]
    not_held = [case for case in PEOPLE if opens.decide(case.facts).value is False]
    assert 2 <= len(steps) and held and not_held
    assert steps <= {id for case in held for id in case.must}
    for case in not_held:
        assert not steps & set(case.must), case.id


def declared() -> set[str]:
    """Actions whose content says why they differ by sex."""
    return {id for id, action in EDITION.actions.items() if action.by_sex is not None}


def by_sex(facts, acts=(), scope="case"):
    """The plan for each sex stated, and not known: action → state and due instant."""
    found = []
    for sex in SEXES:
        known = {name: value for name, value in facts.items() if name != "person.sex"}
        known |= {"person.sex": sex} if sex else {}
        obligations = plan(EDITION, known, acts, casefiles.MOMENT, "HOU", scope)
        found.append({o.action: (o.state, o.due, o.urgent) for o in obligations})
    return found


def differing(plans) -> set[str]:
    return {id for one in plans for id in one if any(one[id] != other[id] for other in plans)}


def test_sex_alone_changes_a_plan_only_where_the_content_says_why():
    allowed = declared()
    seen: set[str] = set()
    for case in PEOPLE:
        facts, acts = casefiles.facts_of(EDITION, case), casefiles.acts_of(case)
        for scope in ("encounter", "case"):
            seen |= differing(by_sex(facts, acts, scope))
    assert seen == allowed == {"P2-06a", "P4-04b"}


def test_sex_alone_changes_nothing_else_for_any_facts_at_all():
    chance, allowed = random.Random(48), declared()  # noqa: S311
    known = [f for f in EDITION.facts.values() if f.scope == "case" and f.type != "instant"]
    acts = casefiles.acts_of(EDITION.cases["v07"])
    for _ in range(150):
        facts = {}
        for fact in chance.sample(known, chance.randrange(len(known))):
            days = [dt.date(2026, 3, 2), dt.date(2026, 12, 1)]
            values = {"boolean": [True, False], "integer": [9, 17, 18, 60], "date": days}
            facts[fact.id] = chance.choice(fact.values or values[fact.type])
        assert differing(by_sex(facts, acts)) <= allowed


def test_nobody_is_asked_for_what_is_only_recorded_if_it_is_said():
    never = {f for b in EDITION.branches.values() if b.never_asked for f in b.facts}
    assert never == {"person.lgbti"}
    for case in PEOPLE:
        found = casefiles.stands(EDITION, case)
        assert not never & {name for o in found.values() for name in o.missing}, case.id
    for language in ("es", "en"):
        said = EDITION.facts["person.lgbti"].question[language]
        assert "No se pregunta" in said or "not asked" in said


def test_recent_violence_opens_the_same_steps_for_women_men_girls_and_boys():
    steps = {id for id, one in EDITION.actions.items() if one.branch == "recent_sexual_violence"}
    for age in (9, 16, 30, 70):
        facts = {"violence.sexual_recent": True, "person.age": age}
        for one in by_sex(facts, casefiles.acts_of(EDITION.cases["v07"])):
            assert {one[id][0] for id in steps} <= {"open", "overdue"}, age


def test_the_two_periods_of_health_are_said_to_be_unverified():
    for id, amount in (("sexual-violence-72h", 72), ("sexual-violence-120h", 120)):
        (value,) = EDITION.parameters[id].values
        assert value.value == amount and value.provenance == "proposed"
        assert "clínica" in value.note.es and "clinician" in value.note.en
        assert not any(EDITION.sources[source].verified for source in value.sources)


def test_no_instrument_asks_men_and_boys_anything_else():
    """A question is opened by answers only, never by who somebody is; no answer says a sex."""
    for instrument in EDITION.instruments.values():
        told = {c for item in instrument.items for c in (*item.tells_yes, *item.tells_no)}
        assert not {c for c in told if "sex_is" in c or c in ("person_woman", "person_man")}
        for item in instrument.items:
            words = set(re.findall(r"\w+", f"{item.text.es} {item.text.en}".lower()))
            women, men = words & WOMEN, words & MEN
            assert bool(women) == bool(men), (instrument.id, item.id)


JUDGED = {"danger.immediate": False, "danger.family": False, "risk.level": "medium"}
TALKED = {"protection.accepted": True, "screening.outcome": "concerns"}


@pytest.mark.parametrize("step", ["P4-16", "P4-17"])
@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (JUDGED | TALKED, "to_find_out"),  # a conclusion is still to come, and is asked at its own place
        (JUDGED | TALKED | {"conclusion.status": "presumed"}, "overdue"),
        (JUDGED | TALKED | {"conclusion.status": "possible"}, "not_required"),
        (JUDGED | TALKED | {"protection.accepted": False}, "not_required"),
        (JUDGED | TALKED | {"screening.outcome": "labour_concerns"}, "not_required"),
        # Whoever was concluded to be one keeps being called, whatever is said later.
        (JUDGED | {"protection.accepted": False, "conclusion.status": "confirmed"}, "overdue"),
        (JUDGED | {"screening.outcome": "no_concerns", "risk.level": "high"}, "overdue"),
        (
            {"danger.immediate": False, "danger.family": False, "screening.outcome": "no_concerns"},
            "not_required",
        ),
        (
            {"danger.immediate": False, "danger.family": True, "screening.outcome": "no_concerns"},
            "to_find_out",
        ),
        (JUDGED | {"screening.outcome": "no_concerns", "danger.immediate": True}, "overdue"),
    ],
)
def test_following_up_waits_for_nothing_that_no_step_would_ever_answer(step, facts, state):
    """Where nothing will be concluded and no risk judged, no contact is «to find out» and late for ever."""
    acts = [Act("risk_assessed", casefiles.MOMENT - dt.timedelta(days=60))]
    found = {one.action: one for one in plan(EDITION, facts, acts, casefiles.MOMENT, "HOU")}
    assert found[step].state == state
