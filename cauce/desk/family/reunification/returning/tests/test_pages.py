"""The pages of a journey: what is missing is said, what was typed stays, a receiver sees the minimum."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case, record_act, record_consent
from cauce.family.reunification.actions import confirm_reception, note_advice, share_return
from cauce.family.reunification.models import Return
from tests.cast import today as cast_today
from tests.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    made = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now())
    record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=timezone.now())
    return made


@pytest.fixture
def wanted(cast, case):
    record_act(
        actor=cast.ines.actor,
        case=case,
        name="plan_agreed",
        happened_at=timezone.now(),
        facts={"wish.return": True, "person.age": 30},
    )
    return case


def send(client, officer, case, do: str, **form):
    client.force_login(officer.user)
    trip = Return.objects.filter(case=case).first()
    sent = {f"{do}-{name}": value for name, value in form.items()}
    more = {"do": do, "once": str(uuid.uuid4()), "trip": str(trip.id) if trip else ""}
    return client.post(f"/casos/{case.id}/viaje/", sent | more)


def advised(client, cast, case) -> Return:
    send(client, cast.ines, case, "start", destination="21")
    today = cast_today()
    day = {"on_0": today.day, "on_1": today.month, "on_2": today.year}
    assert send(
        client, cast.ines, case, "advice", answer="taken", who="Bufete (ejemplo)", **day
    ).status_code in (200, 302)
    trip = Return.objects.get()
    if not trip.advice:
        note_advice(actor=cast.ines.actor, trip=trip, answer="taken", who="x", on=today, at=timezone.now())
    send(
        client,
        cast.ines,
        case,
        "risk",
        level="low",
        reasons="Vive con su hermana.",
        measures="Llamar.",
    )
    return Return.objects.get()


def plan(client, cast, case):
    at = timezone.now() + dt.timedelta(days=2)
    return send(
        client,
        cast.ines,
        case,
        "plan",
        departs_at=f"{at:%Y-%m-%dT10:00}",
        arrives_at=f"{at:%Y-%m-%dT20:00}",
        people="2",
        escort="alone",
        escort_who="",
    )


def test_without_the_wish_there_is_no_button_and_no_return(client, cast, case):
    assert "no se le ha preguntado si quiere volver" in page(client, cast.ines, f"/casos/{case.id}/viaje/")
    answered = send(client, cast.ines, case, "start", destination="21")
    assert answered.status_code == 200 and "no ha dicho que quiere volver" in answered.content.decode()
    assert not Return.objects.exists()


def test_departure_is_refused_with_the_list_of_what_is_missing(client, cast, wanted):
    assert send(client, cast.ines, wanted, "start", destination="21").status_code == 302
    answered = send(client, cast.ines, wanted, "depart", when=f"{timezone.now():%Y-%m-%dT%H:%M}")
    shown = answered.content.decode()
    assert "Todavía no se puede salir" in shown
    for word in (
        "declaración",
        "asesoría legal",
        "constancia médica",
        "T17",
        "T19",
        "medio seguro",
    ):
        assert word in shown
    assert Return.objects.get().state == "preparing"


def test_what_was_typed_stays_when_something_is_wrong(client, cast, wanted):
    send(client, cast.ines, wanted, "start", destination="21")
    shown = send(
        client, cast.ines, wanted, "risk", level="low", reasons="Vive con su hermana.", measures=""
    ).content.decode()
    assert "Vive con su hermana." in shown and "Falta" in shown
    shown = plan(client, cast, wanted).content.decode()
    assert "Antes de organizar el viaje" in shown


def test_sent_twice_it_is_begun_once(client, cast, wanted):
    client.force_login(cast.ines.user)
    form = {"do": "start", "start-destination": "21", "once": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(f"/casos/{wanted.id}/viaje/", form).status_code == 302
    assert Return.objects.count() == 1


def test_whoever_receives_sees_the_minimum_confirms_and_finds_nothing_after_it_stopped(client, cast, wanted):
    trip = advised(client, cast, wanted)
    assert plan(client, cast, wanted).status_code == 302
    trip.refresh_from_db()
    share_return(
        actor=cast.ines.actor,
        trip=trip,
        partner=cast.puebla,
        needs="Cama por tres noches.",
        agreed=True,
        at=timezone.now(),
    )
    listed = page(client, cast.nora, "/viajes/llegadas/")
    assert "Falta que confirmen" in listed and wanted.folio not in listed
    shown = page(client, cast.nora, f"/viajes/llegadas/{trip.id}/")
    assert "Cama por tres noches." in shown and wanted.folio not in shown and "Puebla" in shown
    for other in (cast.paula, cast.clara):
        client.force_login(other.user)
        assert client.get(f"/viajes/llegadas/{trip.id}/").status_code == 404
    client.force_login(cast.nora.user)
    assert (
        client.post(f"/viajes/llegadas/{trip.id}/", {"do": "confirm", "once": str(uuid.uuid4())}).status_code
        == 302
    )
    confirm_reception(actor=cast.nora.actor, trip=trip, at=timezone.now())  # twice: once
    assert "Confirmó Oficina en Puebla" in page(client, cast.ines, f"/casos/{wanted.id}/viaje/")
    assert send(client, cast.ines, wanted, "stop", reason="changed_mind", words="").status_code == 302
    client.force_login(cast.nora.user)
    assert client.get(f"/viajes/llegadas/{trip.id}/").status_code == 404
    assert "Ya no se espera" in page(client, cast.nora, "/viajes/llegadas/")


def test_headquarters_sees_numbers_alone_and_no_small_one(client, cast, wanted):
    send(client, cast.ines, wanted, "start", destination="21")
    shown = page(client, cast.sofia, "/viajes/red/")
    assert "oculto" in shown and wanted.folio not in shown
    client.force_login(cast.sofia.user)
    assert client.get("/viajes/").status_code == 404


def test_the_list_of_the_post_has_it_and_another_post_has_not(client, cast, wanted):
    send(client, cast.ines, wanted, "start", destination="02")
    assert wanted.folio in page(client, cast.ines, "/viajes/")
    assert wanted.folio not in page(client, cast.tomas, "/viajes/")
    assert "Baja California" in page(client, cast.ines, f"/casos/{wanted.id}/viaje/")


def test_headquarters_reads_the_risk_alone_and_agrees_where_the_post_has_nobody_else(client, cast, wanted):
    trip = advised(client, cast, wanted)
    address = f"/viajes/{trip.id}/"
    client.force_login(cast.sofia.user)
    assert client.get(address).status_code == 404
    type(cast.mateo.user).objects.filter(id=cast.mateo.user.id).update(is_active=False)
    send(client, cast.ines, wanted, "risk", level="high", reasons="Lo buscan.", measures="Llamar.")
    assert "se pidió a oficinas centrales" in page(client, cast.ines, f"/casos/{wanted.id}/viaje/")
    assert address in page(client, cast.sofia, "/viajes/red/")
    shown = page(client, cast.sofia, address)
    assert "Lo buscan." in shown and "Bufete" not in shown
    assert client.post(address, {"once": str(uuid.uuid4())})["Location"] == "/viajes/red/"
    assert Return.objects.get().agreed_by == str(cast.sofia.user.id)
    assert client.get(address).status_code == 404
