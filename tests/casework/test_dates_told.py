"""The loop tells of a date of a route that is near: once, neutrally, and only while the case is open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases.actions import close_case, record_facts, save_identity
from cauce.operations.loop.tick import tick
from cauce.staff.notices.models import Message
from tests.cast import today as cast_today

from .conftest import consent, open_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


def test_a_stage_is_told_once_and_the_next_one_again(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")
    day = cast_today() + dt.timedelta(days=80)
    save_identity(
        actor=cast.ines.actor,
        case=case,
        seen_version=0,
        at=timezone.now(),
        fields={"birth_date": day.replace(year=day.year - 18).isoformat()},
    )
    now = timezone.now()
    assert tick(now)["dates_told"] >= 1
    assert tick(now + dt.timedelta(hours=1))["dates_told"] == 0
    later = now + dt.timedelta(days=60)
    assert tick(later)["dates_told"] >= 1
    for message in Message.objects.filter(key__startswith="route_dates:"):
        assert case.folio not in message.subject + message.body and "OTIP" not in message.body


def test_nobody_is_told_of_a_closed_case(cast):
    case = open_case(cast)
    consent(cast, case, "keeping")
    record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 17}, at=timezone.now())
    close_case(actor=cast.mateo.actor, case=case, reason="goals_met", note="", at=timezone.now())
    assert tick(timezone.now())["dates_told"] == 0
