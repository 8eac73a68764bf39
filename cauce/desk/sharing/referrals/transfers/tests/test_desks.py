"""The page on which a consul hands on the desk of somebody who leaves."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import close_case, open_case
from cauce.cases.models import Case
from cauce.intake.appointments.actions import Hour, make_appointment
from cauce.sharing.referrals.models import Transfer
from tests.cast import HOUSTON, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(cast):
    return [
        open_case(
            actor=cast.ines.actor,
            post=cast.houston,
            channel="walk_in",
            started_at=timezone.now(),
            officer=cast.ines.user,
        )
        for _ in range(3)
    ]


def send(client, cast, listed, key=None, **form):
    client.force_login(cast.mateo.user)
    shown = [str(one.id) for one in listed]
    sent = {"shown": shown, "cases": shown, "once": str(key or uuid.uuid4())} | form
    return client.post(f"/traslados/relevos/{cast.ines.user.id}/", sent)


def test_all_of_them_pass_in_one_form_and_twice_pressed_once_done(client, cast, cases):
    key, form = uuid.uuid4(), {"do": "here", "people": [str(cast.mateo.user.id)]}
    told = send(client, cast, cases, key, **form).content.decode()
    assert "Pasaron todos: 3" in told and all(one.folio in told for one in cases)
    assert send(client, cast, cases, key, **form).status_code == 302
    assert Case.objects.filter(officer=cast.mateo.user).count() == 3


def test_what_was_closed_while_the_page_was_open_is_said(client, cast, cases):
    close_case(actor=cast.mateo.actor, case=cases[0], reason="goals_met", note="", at=timezone.now())
    told = send(client, cast, cases, do="here", people=[str(cast.mateo.user.id)]).content.decode()
    assert "Pasaron 2; se quedaron 1" in told and "Se cerró mientras tanto" in told


def test_another_post_is_asked_for_the_ticked_ones_alone(client, cast, cases):
    told = send(
        client,
        cast,
        cases,
        do="over",
        to="LAR",
        reason="moves",
        note="Hablan mixteco.",
        cases=[str(cases[0].id)],
    ).content.decode()
    assert "Pasaron 1; se quedaron 2" in told and "La persona no ha dicho" in told
    assert Transfer.objects.get().case_id == cases[0].id


def test_a_form_that_lacks_something_keeps_what_was_typed(client, cast, cases):
    told = send(client, cast, cases, do="here").content.decode()
    assert "Falta. Complételo para seguir." in told
    told = send(client, cast, cases, do="over", to="LAR", reason="", note="Hablan mixteco.")
    assert "Hablan mixteco." in told.content.decode() and not Transfer.objects.exists()


def test_it_is_the_consuls_alone(client, cast, cases):
    for one in (cast.ines, cast.tomas, cast.aurora, cast.sofia, cast.clara):
        client.force_login(one.user)
        for address in ("/traslados/relevos/", f"/traslados/relevos/{cast.ines.user.id}/"):
            assert client.get(address).status_code == 404
    client.force_login(cast.mateo.user)
    assert "Inés Carranza" in client.get("/traslados/relevos/").content.decode()


def test_an_appointment_that_whoever_leaves_still_attends_is_named_with_the_way_to_change_it(
    client, cast, cases
):
    tomorrow = dt.datetime.combine(today() + dt.timedelta(days=1), dt.time(10), HOUSTON)
    kept = make_appointment(
        actor=cast.ines.actor,
        case=cases[0],
        hour=Hour(starts_at=tomorrow, minutes=30, place="room_1", officer=cast.ines.user),
        reason="talk",
        interpreter=False,
        at=timezone.now(),
    )
    told = send(client, cast, cases, do="here", people=[str(cast.mateo.user.id)]).content.decode()
    assert told.count("Su cita sigue con Inés") == 1
    assert f"/casos/{cases[0].id}/citas/{kept.id}/" in told
    sheet = client.get(f"/casos/{cases[0].id}/relevo/").content.decode()
    assert "No es con quien lleva el caso ahora" in sheet
    other = client.get(f"/casos/{cases[1].id}/relevo/").content.decode()
    assert "No es con quien lleva el caso ahora" not in other
