"""The pages of outings: planned, packed, ticked, counted; refused without losing a word; and the sheet."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from cauce.directory.models import Location, Service, ServiceAtLocation
from cauce.intake.collection.access import Came
from cauce.intake.outings.models import Outing, OutingItem
from cauce.staff.offices.models import Incident
from tests.cast import shelter
from tests.cast import today as cast_today
from tests.outings import chosen, planned, telephone
from tests.pages import page, post

pytestmark = pytest.mark.django_db
FORM = {
    "venue": "Escuela (ejemplo)",
    "city": "Albuquerque",
    "state": "NM",
    "time_zone": "America/Denver",
    "opens": "09:00",
    "closes": "15:00",
    "people": "60",
    "volunteers": "",
    "private_place": "Salón 3",
}


def day(n: int) -> str:
    return str(cast_today() + dt.timedelta(days=n))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"closes": "08:00"}, "Cierra antes de abrir"),
        ({"first_on": day(-2)}, "Ese día ya pasó"),
        ({"time_zone": ""}, "Falta la zona horaria"),
        ({"last_on": day(1)}, "El último día va antes"),
        ({"point": "cerca"}, "Ese punto no se entiende"),
        ({"people": "muchas"}, "Escriba un número"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(client, cast, wrong, says):
    given = FORM | {"first_on": day(3), "last_on": "", "point": ""} | wrong
    shown = post(client, cast.ines, "/salidas-de-campo/nueva/", **given).content.decode()
    assert says in shown and 'value="Salón 3"' in shown and not Outing.objects.exists()


def test_an_outing_is_planned_once_and_says_what_it_lacks_until_it_is_there(client, cast):
    once, phone = str(uuid.uuid4()), telephone(cast, timezone.now())
    for _ in range(2):
        answer = post(
            client, cast.ines, "/salidas-de-campo/nueva/", **FORM | {"first_on": day(3), "once": once}
        )
    outing = Outing.objects.get()
    assert str(outing.id) in answer.url and (outing.opens, outing.time_zone) == (
        dt.time(9),
        "America/Denver",
    )
    assert (outing.latitude, outing.longitude) == (35.0845, -106.6511), "a city of the list of posts"
    address = f"/salidas-de-campo/{outing.id}/"
    shown = page(client, cast.lucia, address)
    assert (
        "Nadie dirige la jornada" in shown
        and "09:00 · Abrir" in shown
        and "distinta de la del consulado" in shown
    )
    people = {
        "lead": [cast.ines.user.id],
        "talks": [cast.mateo.user.id],
        "phones": [phone.id],
        "tongue_0": "nah",
        "cover_0": "telephone",
    }
    assert post(client, cast.lucia, f"{address}equipo/", **people).status_code == 404
    assert post(client, cast.ines, f"{address}equipo/", **people).url == address
    shown = page(client, cast.aurora, address)
    assert "Nadie dirige" not in shown and "Náhuatl: Por teléfono" in shown
    step = outing.steps.get(step="brief")
    assert "Elija una razón" in post(client, cast.lucia, address, do="not", step=step.id).content.decode()
    post(client, cast.lucia, address, do="not", step=step.id, why="no_time")
    assert "No alcanzó el tiempo" in page(client, cast.lucia, address)
    assert "Falta: " in page(client, cast.ines, "/salidas-de-campo/")


def test_a_line_that_is_refused_keeps_all_that_was_typed_and_asks_what_was_on_it(client, cast):
    at = timezone.now()
    outing = planned(cast, at, cast_today() + dt.timedelta(days=1))
    phone = telephone(cast, at)
    chosen(cast, outing, at, phone)
    things = f"/salidas-de-campo/{outing.id}/cosas/"
    odd = {"packed-printed_forms": "diez", "packed-chargers": "7"}
    shown = post(client, cast.lucia, things, do="pack", **odd).content.decode()
    assert "Ese no es un número válido" in shown and 'value="diez"' in shown and 'value="7"' in shown
    post(
        client,
        cast.lucia,
        things,
        do="pack",
        **{"packed-printed_forms": "10", "packed-paper_kits": "2", "first-paper_kits": "A-7"},
    )
    assert OutingItem.objects.get(item="paper_kits").first_number == "A-7"
    Outing.objects.update(starts_at=at - dt.timedelta(hours=8), ends_at=at - dt.timedelta(hours=1))
    lines = {"back-printed_forms": "9", "back-paper_kits": "2"}
    shown = post(client, cast.lucia, things, do="back", **lines).content.decode()
    assert (
        "Faltan 1" in shown
        and 'name="on-printed_forms"' in shown
        and 'name="back-paper_kits" value="2"' in shown
    )
    assert (
        "Volvieron más (11)"
        in post(
            client, cast.lucia, things, do="back", **lines | {"back-printed_forms": "11"}
        ).content.decode()
    )
    post(client, cast.lucia, things, do="back", **lines | {"on-printed_forms": "filled"})
    incident = Incident.objects.get()
    assert "incidente abierto" in page(client, cast.lucia, things)
    inside = page(client, cast.aurora, f"/telefonos/incidentes/{incident.id}/")
    assert "Falta algo que salió" in inside and outing.venue in inside and "teléfono no puede" not in inside
    gone = {"do": "phone", "device": phone.id, "whereabouts": "missing", "filled": "4"}
    shown = post(client, cast.lucia, things, **gone).content.decode()
    assert "¿Qué había en el teléfono?" in shown and 'value="4"' in shown
    post(client, cast.lucia, things, **gone | {"on_it": "not_known"})
    phone.refresh_from_db()
    assert phone.lost and Incident.objects.count() == 2


def test_of_two_lines_that_come_short_both_are_asked_and_neither_answer_is_lost(client, cast):
    at = timezone.now()
    outing = planned(cast, at, cast_today() + dt.timedelta(days=1))
    things = f"/salidas-de-campo/{outing.id}/cosas/"
    went = {"packed-headphones": "3", "packed-paper_kits": "4"}
    post(client, cast.lucia, things, do="pack", **went)
    Outing.objects.update(starts_at=at - dt.timedelta(hours=8), ends_at=at - dt.timedelta(hours=1))
    lines = {"packed-headphones": "5", "back-headphones": "2", "back-paper_kits": "3"}
    shown = post(client, cast.lucia, things, do="back", **lines).content.decode()
    assert 'name="on-headphones"' in shown and 'name="on-paper_kits"' in shown
    assert 'name="packed-headphones" value="5"' in shown  # typed under the other button
    lines |= {"on-headphones": "nothing"}
    shown = post(client, cast.lucia, things, do="back", **lines).content.decode()
    assert re.search(r'name="on-headphones">.*?value="nothing" selected', shown)
    post(client, cast.lucia, things, do="back", **lines | {"on-paper_kits": "blank"})
    rows = dict(OutingItem.objects.exclude(back=None).values_list("item", "on_it"))
    assert rows == {"headphones": "nothing", "paper_kits": "blank"}


def test_the_sheet_has_whom_to_call_and_what_is_near_as_its_reader_may_see_it(client, cast):
    near, far = (shelter(cast.jacaranda, name) for name in ("Casa Cerca (ejemplo)", "Casa Lejos (ejemplo)"))
    for service, latitude, street in (
        (near, 35.2, "Calle Reservada 5"),
        (far, 29.76, "Otra calle 9"),
    ):
        spot = Location.objects.create(
            name="Casa",
            latitude=latitude,
            longitude=-106.6,
            state="NM",
            city="Albuquerque",
            address_1=street,
            confidential=True,
            coarse="state",
            source="tests",
            external_id=f"loc-{service.id}",
        )
        ServiceAtLocation.objects.create(
            service=service, location=spot, source="tests", external_id=f"at-{service.id}"
        )
        Service.objects.filter(id=service.id).update(visibility="network")
    outing = planned(cast, timezone.now(), cast_today() + dt.timedelta(days=2))
    shown = page(client, cast.ines, f"/salidas-de-campo/{outing.id}/hoja/")
    title = shown.partition("<title>")[2].partition("</title>")[0]
    assert title == "Hoja de la jornada · Cauce" and "911" in shown and "Primera persona" not in title
    assert "Casa Cerca" in shown and "Casa Lejos" not in shown and "Calle Reservada" not in shown
    assert "Dirección reservada" in shown and "Si hay peligro ahora" in shown and "Juegos de hojas" in shown
    theirs = page(client, cast.lucia, f"/salidas-de-campo/{outing.id}/hoja/")
    assert "911" in theirs and "Casa Cerca" not in theirs, "the window does not see the directory"


def test_headquarters_filters_the_calendar_and_sees_coarse_numbers_alone(client, cast):
    at = timezone.now()
    outing = planned(cast, at, cast_today() + dt.timedelta(days=1))
    shown = page(client, cast.sofia, "/salidas-de-campo/?oficina=HOU&estado=NM")
    assert "Escuela (ejemplo)" in shown and "Planear una jornada" not in shown
    assert "Escuela (ejemplo)" not in page(client, cast.sofia, "/salidas-de-campo/?oficina=LAR")
    Outing.objects.update(starts_at=at - dt.timedelta(hours=8), ends_at=at - dt.timedelta(hours=1))
    counted = post(
        client, cast.ines, f"/salidas-de-campo/{outing.id}/conteo/", offered="47", talks="3", opened=""
    )
    assert counted.status_code == 302
    shown = page(client, cast.sofia, "/salidas-de-campo/?ver=pasadas")
    assert "40 o más" in shown and "menos de 10" in shown and "casos:" not in shown and ": 47" not in shown
    inside = page(client, cast.sofia, f"/salidas-de-campo/{outing.id}/conteo/")
    assert "40 o más" in inside and ">47<" not in inside
    assert page(client, cast.elena, "/salidas-de-campo/").count("Escuela") == 0


def test_headquarters_learns_no_exact_number_of_forms_from_any_page_of_an_outing(client, cast, monkeypatch):
    at = timezone.now()
    outing, phone = planned(cast, at, cast_today() + dt.timedelta(days=1)), telephone(cast, at)
    chosen(cast, outing, at, phone)
    # Another number than that of what it lacks, which is more in the afternoon.
    many = 4 if "Falta: 3" in page(client, cast.ines, f"/salidas-de-campo/{outing.id}/") else 3
    came = [Came(phone.id, at, at) for _ in range(many)]
    monkeypatch.setattr("cauce.intake.outings.access.forms_of", lambda _outing: came)
    for part, own in (
        ("", f"<dd>{many}</dd>"),
        ("conteo/", f"Se cuentan automáticamente: {many}"),
        ("cosas/", f"{many} han llegado"),
    ):
        address = f"/salidas-de-campo/{outing.id}/{part}"
        assert own in page(client, cast.ines, address)
        shown = page(client, cast.sofia, address)
        assert own not in shown and f": {many}<" not in shown, address
        assert part == "cosas/" or "menos de 10" in shown
