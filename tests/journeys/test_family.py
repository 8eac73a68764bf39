"""A family from the first wish to the arrival: the post, IOM, the board, the figure."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.family.reunification import actions
from cauce.family.reunification.models import Relative, Reunification
from cauce.ui.words import MONTHS
from tests.cast import today as cast_today

from .casework import open_case

pytestmark = [pytest.mark.journey, pytest.mark.steps]
TODAY = cast_today()


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now()
    cases.record_consent(actor=house.cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    return made


def day(person, legend: str, value: dt.date) -> None:
    group = person.page.get_by_role("group", name=legend).first
    group.get_by_label("Día").fill(str(value.day))
    group.get_by_label("Mes").select_option(label=MONTHS["es"][value.month - 1])
    group.get_by_label("Año").fill(str(value.year))


def add(ines, name: str, relation: str, born: dt.date | None = None, married: str = "No") -> None:
    ines.follow("Agregar a un familiar")
    ines.heading("Agregar a un familiar")
    ines.write("Nombre", name)
    ines.page.get_by_label("Qué es de la persona").select_option(label=relation)
    if born:
        day(ines, "Nacimiento", born)
    ines.answer("¿Está en matrimonio?", married)


def step(person, what: str, value: dt.date) -> None:
    person.unfold(re.compile("Anotar un paso"))
    person.page.get_by_label("Qué se hizo").first.select_option(label=what)
    day(person, "Qué día", value)


def test_a_family_from_the_wish_to_the_arrival(house, case):
    ines, paula, sofia = house.person("ines"), house.person("paula"), house.person("sofia")
    back = TODAY - dt.timedelta(days=2)
    ines.go(f"/casos/{case.id}/")
    ines.follow("Reunificación", exact=True)
    ines.heading("Que su familia pueda venir")
    ines.look("family: open")
    ines.press("Abrir la página")
    ines.reads("Pregúnteselo antes")
    ines.tick("La persona quiere que su familia venga")
    ines.press("Abrir la página")
    ines.heading("Agregar a un familiar que podría venir")
    ines.look("family: empty")

    add(ines, "Rosa Canela", "Madre o padre", dt.date(1968, 5, 2), "No se sabe")
    ines.look("family: add")
    ines.press("Agregar")
    add(ines, "Beto Ríos", "Esposa o esposo", dt.date(1990, 1, 2), "Sí")
    ines.press("Agregar")
    soon = dt.date(TODAY.year - 21, TODAY.month, min(TODAY.day, 28)) + dt.timedelta(days=70)
    add(ines, "Lía Ríos Canela", "Hija o hijo", TODAY + dt.timedelta(days=40))
    ines.press("Agregar")
    ines.reads("está en el futuro")
    ines.look("family: born tomorrow")
    day(ines, "Nacimiento", soon)
    ines.press("Agregar")
    ines.reads(re.compile("cumple 21: si no se presenta antes"))
    ines.look("family: three relatives")

    # The child is with the trafficker's relatives, and her father is who did the harm.
    ines.follow("Lía Ríos Canela")
    ines.page.get_by_label("Con quién vive").select_option(label="Familia de quien hizo daño")
    ines.page.get_by_label("La otra madre o padre", exact=True).select_option(
        label="Es quien hizo daño, o de su lado"
    )
    ines.page.get_by_label("Custodia o permiso", exact=True).select_option(label="Se pidió el permiso")
    ines.press("Guardar la custodia")
    ines.reads("no se le pide permiso ni se le avisa")
    ines.look("family: never asked")
    ines.page.get_by_label("Custodia o permiso", exact=True).select_option(
        label="En juicio, con una abogada o un abogado"
    )
    ines.press("Guardar la custodia")
    ines.reads("que nadie le llame ni le avise")
    ines.look("family: one relative")
    ines.follow("Volver a la familia")
    ines.unfold("Registrar un obstáculo")
    ines.page.get_by_label("Qué lo detiene").select_option(label="Juicio de custodia")
    ines.page.get_by_label("A quién le corresponde").select_option(
        label="Abogada o abogado de familia en México"
    )
    ines.page.get_by_label("A quién afecta").select_option(label="Lía Ríos Canela")
    day(ines, "Desde cuándo", TODAY - dt.timedelta(days=50))
    ines.press("Anotar", exact=True)
    ines.reads("50 días")

    ines.follow("Fechas y peligro")
    day(ines, "Nacimiento de la persona", dt.date(1989, 3, 4))
    ines.answer("¿La abogada o el abogado ya presentó la solicitud?", "Sí")
    day(ines, "Qué día se presentó", TODAY - dt.timedelta(days=90))
    ines.answer("¿Hay peligro de represalias ahora, aquí o allá?", "Sí")
    ines.look("family: dates")
    ines.press("Guardar", exact=True)
    ines.reads("Podría caber en T-4")
    ines.look("family: whole")

    ines.follow("Beto Ríos")
    step(ines, "Entrevista y visa", back - dt.timedelta(days=20))
    ines.press("Anotar el paso")
    ines.reads("Guardado")
    ines.follow("Volver a la familia")
    ines.follow("Compartir con la OIM")
    ines.look("family: share")
    ines.page.get_by_label("Con quién", exact=True).select_option(index=1)
    ines.tick("El primer nombre de cada familiar")
    ines.tick("Cuidados de seguridad")
    ines.write("Precauciones", "Que nadie llame al pueblo.")
    ines.tick("Se le leyó a la persona")
    ines.press("Compartir", exact=True)
    ines.reads("Lo que ve hoy")
    ines.look("family: shared")

    paula.go("/")
    paula.heading("Lo que le compartieron")
    paula.look("family: iom list")
    paula.follow(re.compile("^F-"))
    paula.heading("Anotar lo que ya se hizo")
    paula.reads("Que nadie llame al pueblo.")
    paula.reads_not("Ríos")
    paula.look("family: iom")
    beto = Relative.objects.get(relation="spouse")
    for what, when in (("Viaje", back), ("Llegada", back)):
        own = paula.page.locator("section", has=paula.page.get_by_role("heading", name=re.compile("^Beto")))
        own.locator("summary").click()
        own.get_by_label("Qué se hizo").select_option(label=what)
        group = own.get_by_role("group", name="Qué día")
        group.get_by_label("Día").fill(str(when.day))
        group.get_by_label("Mes").select_option(label=MONTHS["es"][when.month - 1])
        group.get_by_label("Año").fill(str(when.year))
        paula.press(re.compile("^Anotar"), within=own)
        paula.reads("Guardado")
    paula.look("family: iom arrived")
    beto.refresh_from_db()
    assert beto.steps["arrival"] == back.isoformat()

    ines.go("/pendientes/")
    ines.follow("Reunificación")
    ines.heading("Familias en camino")
    ines.reads(re.compile(r"Se reunieron este año: casos\s+1,\s+familiares\s+1"))
    ines.reads("Juicio de custodia")
    ines.look("family: board")
    ines.follow(Case.objects.get(id=case.id).folio)
    ines.reads("Falta: solicitud")
    ines.look("family: on its way")

    sofia.go("/red/")
    sofia.follow("Familias que se reunieron")
    sofia.reads("menor de 10")
    sofia.look("family: counts")

    actions.stop_sharing(actor=house.cast.ines.actor, reunion=Reunification.objects.get(), at=timezone.now())
    paula.go("/familias/")
    paula.reads("Nada por ahora")


def test_on_a_telephone(house, case):
    phone = house.person("ines", viewport={"width": 360, "height": 740})
    for path, name in ((f"/casos/{case.id}/familia/", "page"), ("/familias/", "board")):
        phone.go(path)
        phone.look(f"family on a phone: {name}")
    child = Relative.objects.get(relation="child")
    phone.go(f"/casos/{case.id}/familia/familiares/{child.id}/")
    phone.look("family on a phone: relative")
