"""A key in a real browser: enrolled with a printed code, and then the only thing one needs."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cauce.staff.accounts.actions.lifecycle import KIND
from cauce.staff.accounts.models import Key, SignIn
from cauce.staff.oversight.actions import Matter, decide, propose

pytestmark = pytest.mark.journey


def with_authenticator(person) -> None:
    """A key made of software in this browser: it checks its holder and remembers accounts."""
    line = person.context.new_cdp_session(person.page)
    line.send("WebAuthn.enable", {"enableUI": False})
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_aurora_enrols_a_key_signs_out_and_signs_in_with_it_alone(house, settings):
    settings.WEBAUTHN_RP_ID = "localhost"
    cast = house.cast
    row = propose(
        actor=cast.bruno.actor,
        matter=Matter(kind=KIND, about=("user", str(cast.aurora.user.id)), payload={"what": "invite"}),
        post="HOU",
        reason="La vi en la oficina con su credencial.",
        at=timezone.now(),
    )
    decide(actor=cast.sofia.actor, proposal=row, approve=True, reason="", at=timezone.now())
    bruno = house.person("bruno")
    bruno.go("/cuenta/")
    bruno.look("my account")
    bruno.follow("Ayudar a alguien a entrar")
    bruno.look("accounts of others")
    bruno.write("Usuario de la persona", "aurora")
    bruno.press("Abrir la cuenta")
    bruno.look("one account")
    bruno.press("Imprimir el código")
    code = bruno.page.locator("code").first.inner_text()
    bruno.look("a code to begin")

    aurora = house.stranger()
    with_authenticator(aurora)
    aurora.go("/entrar/")
    aurora.look("sign in with a key or a code")
    aurora.follow("Dar de alta mi llave")
    aurora.look("begin with a printed code")
    aurora.write("Usuario", "aurora")
    aurora.write("Código impreso", code)
    aurora.press("Continuar")
    aurora.look("enrol a key")
    aurora.write("Nombre de la llave", "la del llavero")
    aurora.press("Dar de alta mi llave")
    aurora.reads("Su llave quedó dada de alta")
    aurora.look("enrolled")
    aurora.follow("Entrar", exact=True)
    aurora.press("Usar mi llave")
    expect(aurora.page).not_to_have_url(re.compile("/entrar/"))
    assert Key.objects.get().user == cast.aurora.user and SignIn.objects.latest("begun_at").way == "key"

    aurora.go("/cuenta/")
    aurora.reads("la del llavero")
    aurora.look("my account with a key")
    aurora.follow("Agregar una llave")
    aurora.look("another key")
    aurora.leave()
    aurora.press("Usar mi llave")
    expect(aurora.page).not_to_have_url(re.compile("/entrar/"))


def test_a_browser_without_the_key_is_told_so_and_stays_outside(house):
    somebody = house.stranger()
    with_authenticator(somebody)
    somebody.go("/entrar/")
    somebody.press("Usar mi llave")
    somebody.reads("La llave no respondió")
    somebody.look("no such key")
    expect(somebody.page).to_have_url(re.compile("/entrar/"))


def test_lucia_prints_a_sheet_and_the_next_person_sees_nothing_of_her(house):
    lucia = house.stranger()
    lucia.username = "lucia"
    lucia.enter()
    lucia.go("/cuenta/codigos/")
    lucia.look("a sheet of codes")
    lucia.press("Hacer una hoja nueva")
    sheet = lucia.page.locator(".code-sheet code")
    expect(sheet).to_have_count(10)
    codes = sheet.all_inner_texts()
    lucia.look("the sheet")
    lucia.go("/mostrador/")
    lucia.page.locator("summary", has_text=re.compile("Lucía")).first.click()
    lucia.press("Cambiar de persona")
    expect(lucia.page).to_have_url(re.compile("siguiente=1"))
    lucia.reads_not("Lucía")
    lucia.look("next person")
    lucia.page.go_back()
    lucia.reads_not("Lucía")
    lucia.go("/entrar/?siguiente=1")
    lucia.write("Usuario", "lucia")
    lucia.write("Contraseña", house.password)
    lucia.write("Código", codes[0])
    lucia.press("Entrar", exact=True)
    expect(lucia.page).to_have_url(f"{house.server}/mostrador/")


def test_without_javascript_one_signs_in_with_a_code(house):
    lucia = house.stranger(java_script_enabled=False)
    lucia.username = "lucia"
    lucia.go("/entrar/")
    lucia.reads("Para usar una llave, este navegador tiene que permitir JavaScript")
    lucia.enter()
