"""A service without an account: a link and a code on a telephone, an answer, and the person's word."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.directory.models import Organization, Service
from cauce.sharing.referrals.models import Referral

from . import casework

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 360, "height": 700}}


def without_account(name: str) -> Service:
    organization = Organization.objects.create(name=name, source="tests", external_id=name)
    made = Service.objects.create(
        organization=organization,
        name=f"Alojamiento · {name}",
        source="tests",
        status="active",
        external_id=name,
    )
    made.kinds.create(kind="shelter")
    return made


def agreed(house, case, service):
    cases.record_consent(
        actor=house.cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=("first_name_or_alias", "needs", "language")),
    )


def given_link(ines) -> tuple[str, str]:
    ines.press("Dar un enlace y un código")
    ines.reads("se muestran solo esta vez")
    ines.look("reply link given")
    address, code = (one.inner_text() for one in ines.page.locator(".notice code").all())
    return re.sub(r"^https?://[^/]+", "", address), code


def test_a_service_without_an_account_answers_by_link_and_the_person_confirms(house):
    ines, case = house.person("ines"), casework.open_case(house)
    service = without_account("Casa Girasol (ejemplo)")
    agreed(house, case, service)
    ines.go(f"/casos/{case.id}/canalizaciones/?service={service.id}")
    ines.page.get_by_label("Para qué").select_option("shelter")
    ines.tick("Urgente: el mismo día")
    ines.tick("Ninguno de estos")
    ines.write("Un nombre o apodo que la persona elija", "Luz")
    ines.write("Lo que necesita", "Dormir hoy en un lugar seguro.")
    ines.look("reply send")
    ines.press("Enviar", exact=True)
    ines.reads("dele un enlace y, por otro medio, su código")
    path, code = given_link(ines)

    phone = house.stranger(**PHONE)
    phone.go(path)
    phone.heading("Escribir el código")
    phone.reads_not("Luz")
    phone.look("reply code")
    phone.write("Código de 8 cifras", "0000 0000")
    phone.press("Abrir")
    phone.reads("Ese no es el código")
    phone.write("Código de 8 cifras", code)
    phone.press("Abrir")
    phone.heading("Responder si puede recibir")
    phone.reads("Luz")
    phone.reads_not(case.folio)
    phone.look("reply request")
    phone.write(re.compile("lugares libres"), "3")
    phone.press("Aceptar", exact=True)
    phone.heading("Iniciar la atención")
    phone.press("Ya llegó: iniciar la atención")
    phone.heading("Informar el resultado")
    phone.answer("¿Cuál fue el resultado?", "Se atendió lo que se pidió")
    phone.look("reply ends")
    phone.press("Anotar que concluyó")
    phone.heading("Gracias: quedó anotado")
    phone.reads_not("Luz")
    phone.look("reply thanks")

    sent = Referral.objects.get(case=case)
    ines.go(f"/canalizaciones/{sent.id}/")
    ines.reads("por enlace")
    ines.reads("¿Qué dice la persona?")
    ines.look("reply ask the person")
    ines.press("Sí recibió el servicio")
    ines.reads("La persona dice que sí recibió el servicio.")
    ines.go(f"/casos/{case.id}/canalizaciones/")
    ines.reads("la persona lo confirma")
    ines.look("reply confirmed")


def test_what_was_declined_is_asked_of_another_with_a_new_permission(house):
    ines, case = house.person("ines"), casework.open_case(house)
    sent = casework.send(house, case, house.shelter)
    ines.go(f"/canalizaciones/{sent.id}/")
    ines.unfold("Anotar lo que respondieron por teléfono")
    ines.page.get_by_label("Qué respondieron").select_option(label="No aceptar: No hay lugar")
    ines.look("reply told by telephone")
    ines.press("Anotar la respuesta")
    ines.reads("Pedir lo mismo a otro servicio")
    ines.look("reply declined")
    ines.page.locator(".notice ul a").first.click()
    ines.reads("no vale aquí: pregúntele")
    ines.look("reply again")


def test_several_are_asked_at_once_and_a_crew_names_only_who_agreed(house):
    ines, case = house.person("ines"), casework.open_case(house)
    one, two = without_account("Casa Uno (ejemplo)"), without_account("Casa Dos (ejemplo)")
    other = casework.open_case(house)
    for mine, service in ((case, one), (case, two), (other, one)):
        agreed(house, mine, service)
    ines.go(f"/casos/{case.id}/canalizaciones/varias/")
    ines.page.get_by_label("Para qué").select_option("shelter")
    ines.tick("Urgente: el mismo día")
    ines.tick("Ninguno de estos")
    for box in ines.page.locator("input[name=chosen]").all():
        box.check()
    ines.page.locator("[name=s_needs]").fill("Dormir hoy.")
    ines.look("several at once")
    ines.press("Enviar", exact=True)
    ines.reads("Cada una sigue por su cuenta")
    assert Referral.objects.filter(case=case).count() == 2
    ines.go(f"/canalizaciones/grupos/{one.id}/")
    for box in ines.page.locator("input[name=chosen]").all():
        box.check()
    ines.write(re.compile("Cuántas personas más"), "13")
    ines.page.get_by_label("Para qué").select_option("shelter")
    ines.tick("Sin urgencia: en 14 días")
    ines.tick("Ninguno de estos")
    ines.page.locator("[name=s_needs]").fill("Dormir hoy.")
    ines.look("a crew")
    ines.press("Enviar", exact=True)
    ines.reads("al menos 10 más")
