"""A case that was voided stands in no figure from when it was voided: as if the mistake was never made."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.intake.screenings.actions import open_case_from, pass_to_protection
from cauce.measurement.actions import take_tallies
from cauce.measurement.boards.post_comparison.rows import read
from cauce.measurement.facts.reading import rows, sums
from cauce.measurement.indicators.by_edition import by_edition
from cauce.measurement.indicators.counting import opened
from cauce.measurement.models import Fact
from cauce.measurement.rounds import facts_collected
from cauce.measurement.rules.indicators import Asked
from cauce.rules.permissions import SYSTEM
from cauce.staff.oversight.actions import decide

pytestmark = pytest.mark.django_db
KINDS = ("signal", "attended", "interviewed", "accepted")
# After everybody's role began.
MORNING = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0) + dt.timedelta(days=1)


def open_one(cast) -> Case:
    return cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )


def void(cast, case: Case) -> None:
    now = timezone.now()
    asked = cases.propose_void(
        actor=cast.ines.actor, case=case, reason="Se abrió dos veces.", no_complaint=True, at=now
    )
    decide(actor=cast.mateo.actor, proposal=asked, approve=True, reason="Sí, lo vi yo.", at=now)
    cases.void_case(actor=cast.ines.actor, case=case, at=now)


def told(known: dt.datetime | None = None) -> list[tuple]:
    """What is counted: by kind and key, as it was known then."""
    at = known or timezone.now()
    found = rows(KINDS, at.date() + dt.timedelta(days=2), at)
    return sorted((row.kind, row.subject, row.item, row.day) for row in found)


def due(day: dt.date) -> int:
    asked = Asked(since=day, until=day + dt.timedelta(days=1))
    return sum(row.number for row in sums(["obligation_due"], asked, timezone.now()))


def gather() -> None:
    facts_collected(timezone.now(), chains=100)


def test_the_figures_are_those_of_a_year_in_which_it_was_never_opened(cast):
    stays = open_one(cast)
    gather()
    before = told()
    mistake = open_one(cast)
    gather()
    assert len(told()) == len(before) + 2
    counted = timezone.now()
    assert opened(stays.opened_at, counted) == 2
    void(cast, mistake)
    gather()
    assert told() == before
    assert opened(stays.opened_at, timezone.now() + dt.timedelta(seconds=1)) == 1
    assert sum(sum(one.values()) for one in by_edition().values()) == 1
    assert set(read(stays.opened_at, timezone.now()).cases) == {stays.id}
    assert len(told(counted)) == len(before) + 2, "asked as it was known then, it stands"


def test_it_does_not_matter_whether_it_was_counted_before_or_after(cast):
    open_one(cast)
    gather()
    before = told()
    void(cast, open_one(cast))
    gather()  # opened and voided in one round
    assert told() == before


def test_the_turn_from_which_it_was_opened_was_real_and_stays(cast):
    turn = pass_to_protection(actor=cast.lucia.actor, post=cast.houston, turn="B7", cues=[], asked=True)
    gather()
    before = told()
    case = open_case_from(actor=cast.ines.actor, encounter=turn)
    void(cast, Case.objects.get(id=getattr(case, "id", case)))
    gather()
    assert [one for one in told() if one[0] == "signal"] == [one for one in before if one[0] == "signal"]
    assert not [one for one in told() if one[0] == "attended"]


def test_what_a_tally_had_counted_as_due_is_taken_off_it_once(cast):
    with time_machine.travel(MORNING, tick=False) as clock:
        stays, mistake = open_one(cast), open_one(cast)
        day = MORNING.date()
        clock.shift(dt.timedelta(days=2))
        take_tallies(actor=SYSTEM, days=[day], at=timezone.now())
        both = due(day)
        assert both > 0 and both % 2 == 0
        void(cast, mistake)
        gather()
        assert due(day) == both // 2
        gather()
        assert due(day) == both // 2
        assert Fact.objects.filter(kind="voided").count() == 1
    assert Case.objects.get(id=stays.id).status == "active"


def test_a_day_that_is_tallied_after_it_counts_nothing_of_it(cast):
    with time_machine.travel(MORNING, tick=False) as clock:
        open_one(cast)
        void(cast, open_one(cast))
        gather()
        clock.shift(dt.timedelta(days=2))
        take_tallies(actor=SYSTEM, days=[MORNING.date()], at=timezone.now())
        with_one = due(MORNING.date())
        assert with_one > 0
        assert not Fact.objects.filter(kind="obligation_due", number__lt=0).exists()
