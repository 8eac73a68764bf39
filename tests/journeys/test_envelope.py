"""A passport goes to counsel: Inés prepares it, Mateo signs on a telephone, Julia opens it; and a link that
is over.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.models import ReplyLink
from tests.cast import shelter

from . import casework
from .test_reply import agreed, without_account

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 740}}
PASSPORT = "G00000017"


def asked_of(house, service, need):
    case = casework.open_case(house)
    agreed(house, case, service)
    return referrals.send(
        actor=house.cast.ines.actor,
        case=case,
        asked=referrals.Asked(service=service, shared={"needs": "defensa"}),
        sought=referrals.Sought(need=need, priority="urgent"),
        at=timezone.now(),
    )


def test_a_passport_goes_to_counsel_after_two_people_and_its_acceptance(house):
    service = shelter(house.cast.counsel, "Bufete Ceiba (ejemplo)", kind="legal")
    referral = asked_of(house, service, "legal")
    cases.record_consent(
        actor=house.cast.ines.actor,
        case=referral.case,
        purpose="papers",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=("passport",)),
    )
    ines, mateo = house.person("ines"), house.person("mateo")
    ines.go(f"/canalizaciones/{referral.id}/")
    ines.follow("Preparar un sobre")
    ines.heading("Datos de identidad, en un sobre cerrado")
    ines.write("Pasaporte", PASSPORT)
    ines.look("envelope: prepare")
    ines.press("Pedir la segunda firma")
    ines.reads("Espera una segunda firma: no ha salido nada")
    ines.look("envelope: waits")

    mateo.page.set_viewport_size(PHONE["viewport"])
    mateo.go("/sobres/")
    mateo.look("envelope: to sign, telephone")
    mateo.follow("Para su asesoría jurídica")
    mateo.reads(PASSPORT)
    mateo.look("envelope: sign, telephone")
    mateo.press("Firmar y entregar")
    mateo.reads("Firmado. Quien recibe lo ve cuando acepte")

    julia = house.person("julia")
    julia.page.set_viewport_size(PHONE["viewport"])
    julia.go(f"/solicitudes/{referral.id}/")
    julia.reads_not("sobre cerrado")
    julia.press("Aceptar", exact=True)
    julia.page.locator("summary", has_text="Abrir los datos de identidad").click()
    julia.reads(PASSPORT)
    julia.look("envelope: receiver, telephone")


@pytest.mark.parametrize(
    ("locale", "words"), [("es-MX", "El enlace no abre"), ("en-US", "The link does not open")]
)
def test_a_link_that_is_over_or_was_looked_at_too_often_says_what_to_do(house, locale, words):
    referral = asked_of(house, without_account(f"Casa Girasol {locale} (ejemplo)"), "shelter")
    for spent in ({"views": 10_000}, {"expires_at": timezone.now() - dt.timedelta(days=1)}):
        made = referrals.invite(actor=house.cast.ines.actor, referral=referral, at=timezone.now())
        ReplyLink.objects.filter(id=made.link.id).update(**spent)
        phone = house.stranger(**PHONE, locale=locale)
        phone.go(f"/respuesta/{made.token}/")
        phone.reads(words)
        phone.look(f"reply over, telephone {locale}")


def test_headquarters_reads_what_is_asked_of_mexico_on_a_telephone_too(house):
    sofia = house.person("sofia")
    sofia.go("/peticiones/cifras/")
    sofia.heading("Peticiones de la red a México")
    sofia.page.set_viewport_size(PHONE["viewport"])
    sofia.look("counts of mexico, telephone")
