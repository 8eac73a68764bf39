"""Open cases go over to a new edition: as the preview said, and nothing done is lost."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import access as seen
from cauce.cases import actions
from cauce.cases.drift import differences
from cauce.cases.dry_run import preview
from cauce.cases.following import Following, planned
from cauce.cases.models import Case
from cauce.content.earlier_editions import edition_on
from cauce.content.editing import set_value
from cauce.content.errors import BadInput, CauceError
from cauce.content.loader import load_edition
from cauce.custody.journal.chain import verify
from cauce.custody.journal.models import Entry
from cauce.operations.loop.tick import tick
from cauce.protocol.editions import access, schedule
from cauce.protocol.editions import actions as editions
from cauce.rules.pathway import Act, Moved, reason_words
from cauce.staff.obligations.models import Obligation
from tests.cast import HOUSTON
from tests.drafting import STEP, approved, change, draft, tomorrow, without
from tests.quickcast import build

from .conftest import open_case
from .test_rows import walk

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC)
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
ENDS = "P2-05"  # the step that the new edition no longer has
COUNTS = "P2-10"  # the step that counts with the deadline that is changed


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    return build()


def new_edition(cast, id="2030.1", since=None):
    """A step ends, one is new, and a deadline is shorter at once, also for clocks that run."""
    made = draft(cast, id, since)
    change(cast, made, "pathways/2-identification.yaml", lambda text: without(text, ENDS) + STEP)
    change(cast, made, "parameters/deadlines.yaml", shorter)
    return approved(cast, made)


def shorter(text):
    """The file in which assessing the risk may take one hour and not two."""
    head, id, tail = text.partition("- id: risk-before-leaving\n")
    assert "value: 2\n" in tail.partition("- id:")[0]
    return head + id + tail.replace("value: 2\n", "value: 1\n", 1)


def did(cast, case, name, **more):
    actions.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=timezone.now(), **more)


def rows(case):
    return {r.action: r for r in Obligation.objects.filter(subject_id=case.id)}


def test_an_open_case_moves_on_the_date_keeps_what_was_done_and_gets_what_is_new(cast, clock):
    done, untouched, shut = (open_case(cast) for _ in range(3))
    for case in (done, shut):
        did(cast, case, "protection_accepted")
        did(cast, case, "nationality_presumed")
    actions.close_case(actor=cast.ines.actor, case=shut, reason="goals_met", note="", at=timezone.now())
    before = {case.id: rows(case) for case in (done, untouched, shut)}
    assert before[done.id][ENDS].state == "met" and before[untouched.id][ENDS].state != "met"
    new_edition(cast)
    assert tick(timezone.now())["cases_moved"] == 0
    clock.move_to(schedule.start_of(tomorrow()))
    assert tick(timezone.now())["cases_moved"] == 2
    assert tick(timezone.now())["cases_moved"] == 0
    assert Case.objects.get(id=done.id).edition == "2030.1"
    assert rows(done)[ENDS].state == "met" and rows(done)[ENDS].met_at == before[done.id][ENDS].met_at
    assert ENDS not in rows(untouched)
    assert "P2-90" in rows(done) and "P2-90" in rows(untouched)
    assert rows(shut).keys() == before[shut.id].keys()
    moved = Entry.objects.filter(what="case.edition_moved")
    assert moved.count() == 2
    assert moved.first().detail["edition_to"] == "2030.1"
    assert differences(timezone.now())[1] == [] and verify()[1] == []
    page = seen.page_for(cast.ines.actor, done.id, "page", timezone.now())
    assert [one.obligation.action for one in page.kept] == [ENDS]
    assert ENDS not in {o.action for o in page.plan}


def test_a_closed_case_is_read_with_the_edition_it_followed(cast, clock):
    case = open_case(cast)
    first = case.edition
    actions.close_case(actor=cast.ines.actor, case=case, reason="goals_met", note="", at=timezone.now())
    new_edition(cast)
    clock.shift(3 * DAY)
    tick(timezone.now())
    page = seen.page_for(cast.ines.actor, case.id, "page", timezone.now())
    assert Case.objects.get(id=case.id).edition == first
    assert ENDS in {o.action for o in page.plan} and "P2-90" not in {o.action for o in page.plan}
    actions.reopen_case(actor=cast.ines.actor, case=Case.objects.get(id=case.id), at=timezone.now())
    assert tick(timezone.now())["cases_moved"] == 1
    assert "P2-90" in rows(case)


def test_a_departure_from_a_step_that_ended_is_not_lost(cast, clock):
    case = open_case(cast)
    actions.depart(
        actor=cast.ines.actor,
        case=case,
        action=ENDS,
        reason="time",
        note="Se acordó con la persona.",
        at=timezone.now(),
    )
    new_edition(cast)
    clock.shift(2 * DAY)
    tick(timezone.now())
    assert rows(case)[ENDS].state == "waived"
    did(cast, Case.objects.get(id=case.id), "urgent_needs_checked")
    assert rows(case)[ENDS].state == "waived" and rows(case)["P2-90"].state == "met"
    assert differences(timezone.now())[1] == []


@pytest.mark.parametrize("seed", range(3))
def test_what_the_preview_counted_is_what_happens(cast, clock, seed):
    chance = random.Random(seed)  # noqa: S311
    cases = [open_case(cast) for _ in range(5)]
    for case in cases:
        walk(cast, case, chance, 8, answers=False)
    made = new_edition(cast)
    clock.move_to(schedule.start_of(tomorrow()))
    at = timezone.now()
    said = preview(access.edition_by_id(made.id), at)
    # Rows are written when an act is done: first as they stand at this instant, then moved.
    for case in cases:
        actions.record_facts(actor=cast.ines.actor, case=case, facts={}, at=at)
    before = {case.id: rows(case) for case in cases}
    tick(at)
    gained = lost = kept = changed = moved = 0
    for case in cases:
        was, now = before[case.id], rows(case)
        gained += len(now.keys() - was.keys())
        lost += len(was.keys() - now.keys())
        kept += sum(id == ENDS for id in now)
        values = lambda r: (r.state, r.due_at, r.met_at)  # noqa: E731
        changed += sum(values(was[id]) != values(now[id]) for id in was.keys() & now.keys())
        moved += was.keys() != now.keys() or any(values(was[i]) != values(now[i]) for i in was)
    counts = said.by_action.values()
    assert (said.cases, said.changed) == (5, moved)
    assert gained == sum(c.gained for c in counts) > 0
    assert lost == sum(c.lost for c in counts)
    assert kept == sum(c.kept for c in counts)
    assert changed == sum(c.sooner + c.later + c.other for c in counts)


def test_a_trial_of_an_earlier_day_passes_over_what_a_later_edition_brought(cast, clock):
    now = load_edition()
    begins = schedule.start_of(now.info.in_force_from)
    clock.move_to(begins - 20 * DAY)
    case, seen_at = open_case(cast), timezone.now()
    old = access.edition_by_id(case.edition)
    clock.move_to(begins + DAY)
    tick(timezone.now())
    newest = [id for id, act in now.acts.items() if act.scope == "case" and id not in old.acts]
    did(cast, Case.objects.get(id=case.id), newest[0])
    said = preview(now, begins, seen=seen_at)
    assert said.cases == 1 and Case.objects.get(id=case.id).edition == now.info.id != old.info.id


def test_a_new_deadline_holds_for_clocks_that_start_from_its_date(cast, clock):
    made = draft(cast)
    change(
        cast,
        made,
        "parameters/deadlines.yaml",
        lambda text: set_value(text, "classification", 6, tomorrow(), tomorrow(), None),
    )
    approved(cast, made)
    early, late = open_case(cast), open_case(cast)
    did(cast, early, "screening_done", facts={"screening.outcome": "concerns"})
    begun = timezone.now()
    assert rows(early)[COUNTS].due_at - begun == dt.timedelta(hours=24)
    clock.shift(2 * DAY)
    tick(timezone.now())
    assert {Case.objects.get(id=case.id).edition for case in (early, late)} == {"2030.1"}
    late = Case.objects.get(id=late.id)
    did(cast, late, "screening_done", facts={"screening.outcome": "concerns"})
    assert rows(early)[COUNTS].due_at - begun == dt.timedelta(hours=24)
    assert rows(late)[COUNTS].due_at - timezone.now() == dt.timedelta(hours=6)


ANNEX = """
steps:
  - id: L-HOU-01
    title: {es: "Avisar a la red de Houston", en: "Tell the Houston network"}
    why: {es: "La red local responde primero.", en: "The local network answers first."}
    role: protection_officer
    after: [P2-04]
    within:
      - {parameter: classification, start: case_opened}
    evidence: {es: "Hora del aviso", en: "Time of the call"}
contacts:
  - title: {es: "Red de Houston (ejemplo)", en: "Houston network (example)"}
    reach: "extensión 12"
    step: L-HOU-01
"""


def annexed(cast, text=ANNEX):
    made = editions.draft_annex(actor=cast.mateo.actor, scope=cast.houston.scope, text=text)
    editions.approve_annex(actor=cast.aurora.actor, annex=made, seen=made.text_hash)
    return made


def test_a_post_adds_a_step_for_its_own_cases_alone(cast, clock):
    here = open_case(cast)
    annexed(cast)
    assert tick(timezone.now())["cases_moved"] == 1
    assert rows(here)["L-HOU-01"].state in ("open", "blocked")
    there = actions.open_case(
        actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=timezone.now()
    )
    new = open_case(cast)
    assert "L-HOU-01" in rows(new) and "L-HOU-01" not in rows(there)
    with pytest.raises(BadInput, match="post.s own steps"):
        did(cast, here, "local_step_done")
    did(cast, Case.objects.get(id=here.id), "local_step_done", action="L-HOU-01")
    assert rows(here)["L-HOU-01"].state == "met"
    annexed(cast, "steps: []\n")
    assert tick(timezone.now())["cases_moved"] == 2
    assert rows(here)["L-HOU-01"].state == "met" and "L-HOU-01" not in rows(new)
    assert differences(timezone.now())[1] == []


def test_a_new_edition_keeps_what_a_post_adds(cast, clock):
    annexed(cast)
    case = open_case(cast)
    new_edition(cast)
    clock.shift(2 * DAY)
    tick(timezone.now())
    assert {"L-HOU-01", "P2-90"} <= rows(case).keys()


WEAK = {
    "replaces a step": ANNEX.replace("L-HOU-01", "P2-06"),
    "another post": ANNEX.replace("L-HOU-01", "L-LAR-01"),
    "is met by a national act": ANNEX.replace("    role:", "    done_by: [safety_checked]\n    role:"),
    "pushes itself first": ANNEX.replace("    role:", "    urgent: true\n    role:"),
    "removes a step": ANNEX + "removes: [P2-02]\n",
    "loosens a deadline": ANNEX + "parameters: [{id: classification, value: 99}]\n",
    "waits for nothing that exists": ANNEX.replace("P2-04", "P9-99"),
    "counts with a number of its own": ANNEX.replace("parameter: classification", "parameter: mine"),
}


@pytest.mark.parametrize("how", WEAK)
def test_an_annex_cannot_remove_replace_loosen_or_delay_a_national_step(cast, how):
    with pytest.raises(CauceError) as problem:
        editions.draft_annex(actor=cast.aurora.actor, scope=cast.houston.scope, text=WEAK[how])
    assert problem.value.cure_es
    national = access.current_edition()
    merged = access.merged(national, "HOU", annexed(cast).number)
    assert {id: merged.actions[id] for id in national.actions} == dict(national.actions)


def test_only_who_leads_the_post_approves_its_annex(cast):
    made = editions.draft_annex(actor=cast.mateo.actor, scope=cast.houston.scope, text=ANNEX)
    for who in (cast.mateo, cast.ines, cast.tomas, cast.bruno):
        with pytest.raises(CauceError):
            editions.approve_annex(actor=who.actor, annex=made, seen=made.text_hash)
    with pytest.raises(CauceError):
        editions.draft_annex(actor=cast.tomas.actor, scope=cast.houston.scope, text=ANNEX)
    with pytest.raises(BadInput, match="changed since you read it"):
        editions.approve_annex(actor=cast.aurora.actor, annex=made, seen="another text")
    assert access.annex_number("HOU") == 0


def test_whoever_leads_the_post_does_not_approve_what_they_wrote_any_part_of(cast):
    editions.draft_annex(actor=cast.aurora.actor, scope=cast.houston.scope, text=ANNEX)
    made = editions.draft_annex(actor=cast.mateo.actor, scope=cast.houston.scope, text=ANNEX)
    assert access.annexes_to_approve(cast.aurora.actor) == []
    with pytest.raises(BadInput, match="Whoever wrote it"):
        editions.approve_annex(actor=cast.aurora.actor, annex=made, seen=made.text_hash)
    assert access.annexes_to_approve(cast.sofia.actor) == [made]
    editions.approve_annex(actor=cast.sofia.actor, annex=made, seen=made.text_hash)
    assert access.annex_number("HOU") == made.number


def test_a_draft_that_was_left_binds_nobody_who_wrote_it(cast):
    left = editions.draft_annex(actor=cast.aurora.actor, scope=cast.houston.scope, text=ANNEX)
    editions.drop_annex_draft(actor=cast.mateo.actor, annex=left)
    assert annexed(cast).approved_by == cast.aurora.actor.user


def test_what_a_later_edition_asked_and_noted_is_nothing_to_the_one_that_was_left():
    old, new = edition_on(dt.date(2026, 9, 1)), edition_on(dt.date(2026, 10, 1))
    assert "detention.removed" not in old.facts and "two_minute_check_done" not in old.acts
    began, left, now = (dt.datetime(2026, month, 2, 18, tzinfo=dt.UTC) for month in (9, 10, 11))
    acts = [
        Act("contact_started", began),
        Act("case_opened", began),
        Act("two_minute_check_done", now),
    ]
    held = Following(new, ((old, left),))
    facts = {"person.age": 30, "detention.removed": False}
    assert {"P2-04"} <= {one.action for one in planned(held, facts, acts, now, "HOU")[0]}


def test_what_a_new_edition_brought_is_counted_from_the_move_and_a_period_of_law_never_is():
    """Nobody is late by months for a step that did not exist; what was late, and what a law sets, stay so."""
    old, new = edition_on(dt.date(2026, 9, 1)), edition_on(dt.date(2026, 10, 1))
    began, moved = (dt.datetime(2026, month, 2, 18, tzinfo=dt.UTC) for month in (9, 10))
    facts = {
        "person.detained": True,
        "person.age": 30,
        "danger.immediate": False,
        "detention.ordered_on": dt.date(2026, 8, 28),
    }
    acts = [Act("contact_started", began), Act("case_opened", began)]
    held = Following(new, ((old, moved),))

    def stands(at, held=held):
        return {one.action: one for one in planned(held, facts, acts, at, "HOU")[0]}

    then = stands(moved + dt.timedelta(hours=1))
    assert "P4-10h" not in old.actions
    assert (then["P4-10h"].state, then["P4-10h"].due) == ("open", moved + dt.timedelta(hours=4))
    assert then["P4-10h"].reasons[-1] == Moved(moved)
    assert "desde que el caso pasó a esta edición" in reason_words(new, Moved(moved), "es", HOUSTON)
    assert stands(moved + dt.timedelta(hours=5))["P4-10h"].state == "overdue"
    # A law's thirty days are counted from the order, whatever edition says so first.
    assert then["P4-10k"].state == "overdue" and then["P4-10k"].due < moved
    # The same period in both editions: what was late stays late.
    assert then["P4-10"].state == "overdue" and then["P4-10"].due < moved
    # A case that was always under the new one is as late as it is.
    assert stands(moved + dt.timedelta(hours=1), Following(new))["P4-10h"].state == "overdue"
