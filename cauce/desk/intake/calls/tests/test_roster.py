"""The pages of the roster: its hole, who may write it, tonight on paper and in a calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.protocol.editions.access import current_edition
from cauce.staff.accounts.actions import make_calendar
from cauce.staff.offices.models import DutyTurn
from tests.cast import today as cast_today
from tests.pages import page, post

pytestmark = pytest.mark.django_db


def write(client, who, cast, **form):
    start = cast_today() - dt.timedelta(days=1)
    given = {
        "do": "plan",
        "start": f"{start}T18:00",
        "end": f"{start + dt.timedelta(days=1)}T18:00",
        "first": cast.ines.actor.user,
        "second": cast.mateo.actor.user,
        "every": "day",
        "until": str(start + dt.timedelta(days=5)),
    }
    return post(client, who, "/llamadas/turnos/", **given | form)


def test_the_roster_shows_its_hole_and_who_is_not_of_the_post_sees_none(client, cast):
    assert write(client, cast.aurora, cast).status_code == 302
    turn = DutyTurn.objects.order_by("starts_at")[2]
    assert post(client, cast.ines, "/llamadas/turnos/", do="remove", turn=str(turn.id)).status_code == 302
    shown = page(client, cast.mateo, "/llamadas/turnos/")
    assert "Nadie contesta" in shown and "Agregar turnos" in shown
    assert "Agregar turnos" not in page(client, cast.ines, "/llamadas/turnos/")
    assert "Inés Carranza" in page(client, cast.ines, "/llamadas/")
    assert "Inés Carranza" not in page(client, cast.tomas, "/llamadas/turnos/")


def test_a_turn_that_ends_before_it_begins_is_refused_with_the_cure_and_nothing_is_written(client, cast):
    shown = write(client, cast.aurora, cast, end="2020-01-01T08:00").content.decode()
    assert "Acaba después de empezar" in shown and not DutyTurn.objects.exists()


def test_tonight_on_paper_has_room_for_numbers_and_invents_none(client, cast):
    write(client, cast.aurora, cast)
    shown = page(client, cast.ines, "/llamadas/hoja/")
    line = current_edition().contacts["ciam"].phone
    assert "______" in shown and "911" in shown and line in shown
    assert "Mateo Villegas" in shown and "Oficinas centrales" in shown


def test_the_calendar_has_the_turns_and_no_name(client, cast):
    write(client, cast.aurora, cast)
    token = make_calendar(actor=cast.ines.actor, user=cast.ines.user, at=timezone.now())
    feed = client.get(f"/calendario/{token}/").content.decode()
    assert feed.count("BEGIN:VEVENT") >= 3 and "Mateo" not in feed and "Guardia" not in feed
