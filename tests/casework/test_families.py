"""Families in the loop: what waits too long is said once, in neutral words; what was refused goes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import refuse_keeping
from cauce.custody.journal.models import Entry
from cauce.demo import families as demo
from cauce.family.reunification import actions
from cauce.family.reunification.actions import Told
from cauce.family.reunification.models import Relative
from cauce.operations.loop.tick import tick
from cauce.rules.discreet_text import tells
from cauce.staff.notices.models import Message
from tests.cast import today as cast_today

from .conftest import consent, open_case

pytestmark = pytest.mark.django_db
MONTHS = dt.timedelta(days=70)


@pytest.fixture
def family(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")
    made = actions.open_family(actor=cast.ines.actor, case=case, agreed=True, at=timezone.now())
    told = Told(name="Lía Canela", relation="child")
    actions.add_relative(actor=cast.ines.actor, reunion=made, told=told, at=timezone.now())
    actions.open_blocker(
        actor=cast.ines.actor,
        reunion=made,
        held_up=actions.HeldUp(kind="cost", owner="post", since=cast_today() - dt.timedelta(days=1)),
        at=timezone.now(),
    )
    return made


def test_what_waits_too_long_is_said_once_to_whoever_works_on_it(cast, family):
    assert tick(timezone.now())["families_recalled"] == 0
    later = timezone.now() + MONTHS
    assert tick(later)["families_recalled"] == 2  # the step, and what holds it up
    assert tick(later)["families_recalled"] == 0
    assert tick(later + dt.timedelta(days=3))["families_recalled"] == 0
    told = Message.objects.filter(key__startswith="family_")
    assert {one.recipient for one in told} == {str(cast.ines.user.id)}
    assert not [word for one in told for word in tells(one.body + one.subject)]
    assert not [one for one in Entry.objects.all() if "Lía" in str(vars(one))]


def test_a_step_that_moved_on_is_recalled_again_only_when_it_waits_again(cast, family):
    later = timezone.now() + MONTHS
    tick(later)
    relative = Relative.objects.get()
    actions.mark_step(
        actor=cast.ines.actor,
        reunion=family,
        relative=relative,
        step="filed",
        at=later,
        day=later.date() - dt.timedelta(days=1),
    )
    assert tick(later)["families_recalled"] == 0
    assert tick(later + MONTHS)["families_recalled"] == 1


def test_a_family_that_was_not_to_be_kept_is_forgotten_by_the_loop(cast, family):
    refuse_keeping(actor=cast.ines.actor, case=family.case, at=timezone.now())
    assert tick(timezone.now())["families_forgotten"] == 1
    assert tick(timezone.now())["families_forgotten"] == 0
    assert not Relative.objects.filter(sealed__isnull=False).exists()


def test_the_demonstration_has_families_at_several_steps(cast):
    from cauce.family.reunification import access_board
    from cauce.rules.permissions import SYSTEM
    from cauce.staff.offices.actions import add_user, assign

    user = add_user(
        actor=SYSTEM,
        username="hou-proteccion",
        display_name="Alba",
        encoded="!",
    )
    assign(actor=SYSTEM, user=user, role="protection_officer", post=cast.houston)
    partner = demo.iom("!", cast_today())
    assert demo.load(cast.houston, partner) == len(demo.TALES)
    board = access_board.board(cast.ines.actor, "HOU", timezone.now())
    assert {one.standing.step for one in board.lines} >= {
        "filed",
        "custody",
        "interview",
        "together",
    }
    assert (board.all_time.cases, board.all_time.persons) == (1, 2)
