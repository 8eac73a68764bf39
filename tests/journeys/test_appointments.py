"""An appointment from the page of a case to the waiting room, where a number is all that is said."""

from __future__ import annotations

import datetime as dt

import pytest

from cauce.intake.appointments.actions import Hour, make_appointment
from cauce.intake.appointments.models import KeptHour
from tests.cast import HOUSTON, today

from .casework import open_case
from .person import DESKTOP, PHONE

pytestmark = pytest.mark.journey


def both(person, name: str) -> None:
    for width in (PHONE, DESKTOP):
        person.page.set_viewport_size({"width": width, "height": 900})
        person.look(name)


def test_from_the_case_to_the_waiting_room_by_a_number(house):
    case = open_case(house)
    case.officer = house.cast.ines.user
    case.save()
    morning = dt.datetime.combine(today(), dt.time(0), HOUSTON)
    soon = make_appointment(
        actor=house.cast.ines.actor,
        case=case,
        hour=Hour(starts_at=morning, minutes=30, place="room_2", officer=house.cast.ines.user),
        reason="talk",
        interpreter=True,
        at=morning - dt.timedelta(days=1),
    )
    ines, lucia = house.person("ines"), house.person("lucia")
    ines.go(f"/casos/{case.id}/")
    ines.follow("Citas", exact=True)
    ines.go(f"/casos/{case.id}/citas/")
    ines.heading("Citas")
    tomorrow = today() + dt.timedelta(days=1)
    ines.write("Cuándo", f"{tomorrow}T10:10")
    ines.page.get_by_label("Dónde").select_option("room_1")
    ines.page.get_by_label("Motivo").select_option("paper")
    ines.press("Apartar la cita")
    ines.reads("15, 30 o 45 minutos")
    both(ines, "appointments: refused")
    ines.write("Cuándo", f"{tomorrow}T10:15")
    ines.press("Apartar la cita")
    ines.heading("Ficha")
    made = KeptHour.objects.exclude(id=soon.id).get()
    both(ines, "appointments: one")
    ines.tick("La memoriza")
    ines.press("Registrar cómo conserva la cita")
    ines.follow("Ver el papel")
    ines.reads(str(made.ficha))
    both(ines, "appointments: slip")
    lucia.go("/citas/")
    lucia.heading("Citas de hoy")
    lucia.reads_not(case.folio)
    both(lucia, "appointments: day")
    lucia.press("Ya llegó")
    lucia.reads("ya se le avisó a quien atiende")
    lucia.follow("Ver la semana")
    both(lucia, "appointments: week")
    lucia.go("/citas/hoja/")
    both(lucia, "appointments: sheet")
    ines.go("/pendientes/")
    ines.reads("Sus citas de hoy")
    both(ines, "appointments: worklist")
    ines.go(f"/casos/{case.id}/citas/{soon.id}/")
    ines.press("No vino")
    ines.reads("No venir no cuenta en contra")
    both(ines, "appointments: did not come")
    ines.go(f"/casos/{case.id}/citas/")
    both(ines, "appointments: case")
