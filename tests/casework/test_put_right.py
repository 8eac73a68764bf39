"""Figures after corrections are those of a history in which the mistake was never made."""

from __future__ import annotations

import datetime as dt
import random
from itertools import permutations

import pytest
import time_machine
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.corrections.actions import agree_correction, correct_act
from cauce.cases.facts import acts_of
from cauce.cases.models import CaseAct
from cauce.custody.journal.gathered import gathered
from cauce.measurement.facts.obligations import tables
from cauce.measurement.facts.reading import any_corrected, read_for_all, read_once
from cauce.measurement.indicators.figures import figures
from cauce.measurement.models import Fact
from cauce.measurement.rounds import facts_collected
from cauce.protocol.editions.access import current_edition
from cauce.sharing.referrals.actions import Asked, Sought, correct_recipient, send
from cauce.staff.obligations.models import Obligation
from cauce.staff.oversight.models import Proposal
from tests.cast import shelter

pytestmark = pytest.mark.django_db
WHY = "Se escribió la hora de otro expediente."
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# The cast holds its roles from today on.
BEGAN = (timezone.now() + dt.timedelta(days=2)).replace(hour=15, minute=0, second=0, microsecond=0)
NAMES = (
    "safety_checked",
    "rights_explained",
    "documents_issued",
    "protection_accepted",
    "plan_agreed",
    "screening_done",
)
ALWAYS = ("plan_agreed", "screening_done")  # their hour alone is corrected here
BETWEEN = {"since": (BEGAN - 40 * DAY).date(), "until": (BEGAN + 40 * DAY).date()}


class Undone(Exception):
    """Ends a history, so that another begins where it began."""


def told(cast, history) -> dict:
    """What is counted after a history; nothing of it is left. ``history``: (case) → None."""
    found: dict = {}
    with pytest.raises(Undone), transaction.atomic():
        with time_machine.travel(BEGAN - 2 * DAY, tick=False) as clock:
            _tick(clock)
            clock.move_to(BEGAN)
            history(cast, clock)
            clock.move_to(BEGAN + 28 * DAY)
            _tick(clock)
            found = everything()
        raise Undone
    return found


def _tick(clock) -> None:
    """Days that are over are tallied, and a minute passes."""
    for _ in range(3):
        facts_collected(timezone.now(), chains=100)
    clock.move_to(timezone.now() + dt.timedelta(minutes=1))


def everything() -> dict:
    at = timezone.now()
    shown: dict = {"tallied": _tallied()}
    with read_once(), read_for_all():
        for name, by in INDICATORS:
            cells = figures(name, by=by, known=at, **BETWEEN).cells
            # What nobody ever made counted, and what was taken back, are the same.
            shown[name, by] = {k: cell for k, cell in cells.items() if cell.numerator or cell.denominator}
    rows = Obligation.objects.values_list("action", "state", "due_at", "met_at")
    return shown | {"adherence": tables(at), "owed": sorted(rows, key=lambda row: (row[0], str(row)))}


def _tallied() -> dict:
    """What the days that are over say, by step."""
    rows = Fact.objects.filter(kind__in=("obligation_due", "obligation_followed"))
    sums = rows.order_by().values_list("kind", "code", "happened_on").annotate(Sum("number"))
    return {(kind, code, str(day)): number for kind, code, day, number in sums if number}


INDICATORS: list[tuple[str, tuple[str, ...]]] = []


@pytest.fixture(autouse=True)
def every_indicator(db):
    INDICATORS.clear()
    for one in current_edition(BEGAN).indicators.values():
        if one.measure != "estimate":
            INDICATORS.append((one.id, ()))
            INDICATORS.append((one.id, tuple(n for n in ("month",) if n in one.breakdowns)))


def opened(cast, began=None):
    return cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        started_at=began or timezone.now() - dt.timedelta(minutes=10),
        facts={"screening.outcome": "concerns", "danger.immediate": False, "person.age": 31},
    )


def note(cast, case, name, at):
    cases.record_act(actor=cast.ines.actor, case=case, name=name, happened_at=at)
    return CaseAct.objects.filter(case=case, name=name).latest("id")


def correct(cast, case, row, at, **more):
    """By two where it takes two; the row that stands since."""
    made = correct_act(
        actor=cast.ines.actor, case=case, of=row, happened_at=at, why=WHY, at=timezone.now(), **more
    )
    if made.state == "waiting":
        [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
        agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
        made.refresh_from_db()
    return CaseAct.written.get(pk=made.made)


def right(acts, began=None):
    """A history without a mistake: (name, when it happened or None for never)."""

    def history(cast, clock):
        case = opened(cast, began)
        clock.move_to(BEGAN + 3 * DAY)
        _tick(clock)
        for name, at in acts:
            if at is not None:
                note(cast, case, name, at)
        cases.record_facts(actor=cast.ines.actor, case=case, facts={"need.food": True}, at=timezone.now())

    return history


def wrong_then_right(acts, seed):
    """The same after mistakes and their corrections, some before the days are counted and some after."""

    def history(cast, clock):
        chance = random.Random(seed)
        case = opened(cast)
        clock.move_to(BEGAN + 3 * DAY)
        _tick(clock)
        rows = []
        for name, at in acts:
            hours = chance.randrange(1, 70)
            rows.append((note(cast, case, name, BEGAN + hours * HOUR), at))
        cases.record_facts(actor=cast.ines.actor, case=case, facts={"need.food": True}, at=timezone.now())
        turns = [(n, step) for n in range(len(rows)) for step in range(chance.randrange(1, 4))]
        chance.shuffle(turns)
        left = {n: sum(1 for one, _ in turns if one == n) for n in range(len(rows))}
        now = [row for row, _ in rows]
        for n, _ in turns:
            clock.move_to(timezone.now() + chance.randrange(1, 40) * HOUR)
            if chance.random() < 0.5:
                _tick(clock)
            left[n] -= 1
            at = rows[n][1] if not left[n] else BEGAN + chance.randrange(1, 71) * HOUR
            if not left[n] and at is None and now[n].void:
                continue
            if (at is not None) and not now[n].void and now[n].happened_at == at:
                continue
            now[n] = correct(cast, case, now[n], at)

    return history


@pytest.mark.parametrize("seed", range(6))
def test_figures_after_corrections_are_those_without_the_mistake(cast, seed):
    chance = random.Random(seed)
    acts = [(name, BEGAN + chance.randrange(1, 71) * HOUR) for name in chance.sample(NAMES, 3)]
    if acts[0][0] not in ALWAYS:
        acts[0] = (acts[0][0], None)
    wanted = told(cast, right(acts))
    found = told(cast, wrong_then_right(acts, seed))
    for what, value in wanted.items():
        assert found[what] == value, what


def test_the_mistake_would_have_been_counted(cast):
    """What the test above compares can differ."""
    names = ("screening_done", "protection_accepted", "documents_issued", "safety_checked")
    wanted = told(cast, right([(name, BEGAN + 40 * HOUR) for name in names]))
    other = told(cast, right([(name, None) for name in names]))
    assert sum(wanted[what] != other[what] for what in wanted) > 4


def test_a_contact_whose_hour_is_corrected_counts_as_if_it_had_been_right(cast):
    def moved(cast, clock):
        case = opened(cast)
        clock.move_to(BEGAN + 3 * DAY)
        _tick(clock)
        note(cast, case, "plan_agreed", BEGAN + 20 * HOUR)
        cases.record_facts(actor=cast.ines.actor, case=case, facts={"need.food": True}, at=timezone.now())
        clock.move_to(BEGAN + 5 * DAY)
        _tick(clock)
        began = CaseAct.objects.get(case=case, name="contact_started")
        correct(cast, case, began, BEGAN - 30 * HOUR)

    wanted = told(cast, right([("plan_agreed", BEGAN + 20 * HOUR)], began=BEGAN - 30 * HOUR))
    found = told(cast, moved)
    for what in wanted:
        assert found[what] == wanted[what], what


@pytest.mark.parametrize("order", list(permutations((5, 9, 50))))
def test_corrections_in_any_order_end_alike(cast, order):
    """The hours pass through in another order; the last word is the same."""

    def history(cast, clock):
        case = opened(cast)
        clock.move_to(BEGAN + 4 * DAY)
        row = note(cast, case, "documents_issued", BEGAN + 2 * HOUR)
        for hours in order:
            clock.move_to(timezone.now() + HOUR)
            row = correct(cast, case, row, BEGAN + hours * HOUR)
        correct(cast, case, row, BEGAN + 30 * HOUR)
        assert [act.at for act in acts_of(case) if act.name == "documents_issued"] == [BEGAN + 30 * HOUR]

    def straight(cast, clock):
        case = opened(cast)
        clock.move_to(BEGAN + 4 * DAY)
        note(cast, case, "documents_issued", BEGAN + 30 * HOUR)

    assert told(cast, history) == told(cast, straight)


def test_figures_as_they_were_known_before_the_correction_stay(cast):
    with time_machine.travel(BEGAN, tick=False) as clock:
        case = opened(cast)
        clock.move_to(BEGAN + 2 * DAY)
        row = note(cast, case, "documents_issued", BEGAN + 2 * HOUR)
        clock.move_to(BEGAN + 4 * DAY)
        _tick(clock)
        then, before = timezone.now(), everything()
        clock.move_to(BEGAN + 6 * DAY)
        correct(cast, case, row, None)
        clock.move_to(BEGAN + 8 * DAY)
        _tick(clock)
        for name, by in INDICATORS:
            if (name, by) in before:
                held = figures(name, by=by, known=then, **BETWEEN).cells
                assert {k: c for k, c in held.items() if c.numerator or c.denominator} == before[name, by]
        assert any_corrected(*BETWEEN.values(), timezone.now())
        assert not any_corrected(*BETWEEN.values(), then)


def test_a_request_that_waits_for_a_second_person_stays_counted_until_then(cast):
    """What went to the wrong service is destroyed at once; that it was sent is taken back by two."""
    now = timezone.now()
    case = opened(cast)
    cases.record_facts(actor=cast.ines.actor, case=case, facts={"need.shelter": True}, at=now)
    service = shelter(cast.jacaranda)
    given = {"given": True, "at": now, "recipient": str(service.organization_id), "fields": ("needs",)}
    terms = gathered(given, terms=cases.ConsentTerms)
    cases.record_consent(actor=cast.ines.actor, case=case, purpose="referral", **terms)
    referral = send(
        actor=cast.ines.actor,
        case=case,
        asked=Asked(service, {"needs": "alojamiento"}),
        sought=Sought("shelter", "normal"),
        at=now - 30 * HOUR,
    )
    made = correct_recipient(actor=cast.ines.actor, referral=referral, why=WHY, at=now)
    facts_collected(timezone.now(), chains=100)
    sent = Fact.objects.filter(kind="referral_sent")
    assert made.state == "waiting"
    assert [one.corrects for one in sent] == [False]
    [waits] = Proposal.objects.filter(kind="case.correct", state="waiting")
    agree_correction(actor=cast.mateo.actor, proposal=waits, reason=WHY, at=timezone.now())
    facts_collected(timezone.now(), chains=100)
    assert sorted(one.corrects for one in sent.all()) == [False, True]
