"""What was told in danger and nobody else looked at in time is said aloud, once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.operations.loop.tick import tick
from cauce.sharing.disclosures import actions
from cauce.staff.notices.models import Message

from .conftest import open_case

pytestmark = pytest.mark.django_db


def danger(cast, case):
    return actions.report_danger(
        actor=cast.ines.actor,
        case=case,
        told=actions.ToldWithout(
            exception="danger_to_life",
            recipient="us_local_police",
            fields=("danger",),
            reason="Alguien armado está afuera.",
        ),
        at=timezone.now(),
    )


def second(who, made):
    actions.second(
        actor=who.actor, disclosure=made, agrees=True, reason="Era necesario avisar.", at=timezone.now()
    )


def test_a_second_look_that_is_late_is_told_once_to_headquarters_and_the_auditor(cast):
    made, later = danger(cast, open_case(cast)), timezone.now() + dt.timedelta(hours=25)
    assert tick(later)["second_looks_called"] == 1
    told = Message.objects.filter(key__startswith=f"second_late:{made.id}:")
    people = {
        str(member.user.id) for member in (cast.mateo, cast.aurora, cast.sofia, cast.ximena, cast.elena)
    }
    assert set(told.values_list("recipient", flat=True)) == people
    assert tick(later + dt.timedelta(hours=1))["second_looks_called"] == 0


def test_one_that_was_looked_at_in_time_is_not_called(cast):
    second(cast.mateo, danger(cast, open_case(cast)))
    assert tick(timezone.now() + dt.timedelta(hours=25))["second_looks_called"] == 0
