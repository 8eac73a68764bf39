"""The system of a shelter gets a key: one proposes, another approves, and it is shown once."""

from __future__ import annotations

import re

import pytest

from cauce.sharing.machines.models import Machine

pytestmark = pytest.mark.journey


def test_a_key_is_proposed_approved_made_and_ended(house):
    bruno, sofia = house.person("bruno"), house.person("sofia")
    bruno.go("/sistemas/")
    bruno.heading("Administrar los sistemas conectados")
    bruno.look("systems: list")
    bruno.follow("Casa Jacaranda (ejemplo)")
    bruno.look("systems: none yet")
    bruno.follow("Proponer una llave")
    bruno.write("Nombre del sistema", "Sistema Uno")
    bruno.write("Prefijo de sus identificadores", "casa.ejemplo")
    bruno.write("Por qué", "Convenio 12 de 2026.")
    bruno.press("Proponer", exact=True)
    bruno.reads("Lleva signos que no van")  # nothing is lost
    bruno.look("systems: not a code")
    bruno.write("Nombre del sistema", "sistema-1")
    bruno.press("Proponer", exact=True)
    bruno.reads("Espera a que otra persona la apruebe")
    bruno.look("systems: waits")

    sofia.go("/propuestas/")
    sofia.follow("Dar una llave a un sistema")
    sofia.reads("Casa Jacaranda (ejemplo)")
    sofia.look("systems: to approve")
    sofia.press(re.compile("Aprobar"))

    bruno.page.reload()
    bruno.press("Hacer la llave y verla")
    bruno.heading("Entregar esta llave, ahora")
    bruno.reads("cauce_")
    bruno.look("systems: the key, once")
    bruno.follow("Ya está entregada")
    bruno.reads("sistema-1 · casa.ejemplo")
    bruno.look("systems: in use")
    bruno.press(re.compile("Quitar ahora"))
    bruno.reads("La llave ya no sirve.")
    assert Machine.objects.get().revoked_at is not None


def test_an_address_is_set_and_its_secret_shown_once(house):
    bruno = house.person("bruno")
    bruno.go("/sistemas/")
    bruno.unfold("Dar una llave a otra organización")
    bruno.follow("Casa Nopal (ejemplo)")
    bruno.follow("Poner una dirección")
    bruno.write("Dirección para los avisos", "ftp://sistema.ejemplo.org/")
    bruno.press("Guardar y ver el secreto")
    bruno.reads("Solo se avisa por https.")
    bruno.look("systems: wrong address")
    bruno.write("Dirección para los avisos", "https://sistema.ejemplo.org/avisos")
    bruno.press("Guardar y ver el secreto")
    bruno.reads("whsec_")
    bruno.look("systems: the secret, once")
    bruno.follow("Ya está entregada")
    bruno.reads("https://sistema.ejemplo.org/avisos")
    bruno.look("systems: told")
    bruno.press("Dejar de avisar")
    bruno.reads("Ya no se envían avisos.")
