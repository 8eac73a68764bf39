"""The shelter's browser: one request, only what was consented to, and nothing of anybody else."""

from __future__ import annotations

import uuid

import pytest

from cauce.custody.journal.models import Entry

from . import at_partner, casework, checks

pytestmark = pytest.mark.journey


@pytest.fixture
def sent(house):
    """A request to Casa Jacaranda that nobody has read yet."""
    return casework.send(house, casework.open_case(house), house.shelter)


def test_it_accepts_a_request_from_a_phone(house, sent):
    clara = house.person("clara", viewport={"width": 360, "height": 700})
    address = at_partner.open_request(clara)
    assert address.endswith(f"/{sent.id}/")
    clara.reads("Lo que la persona aceptó compartir")
    clara.reads_not(sent.case.folio)
    at_partner.accept(clara)
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_it_declines_with_a_reason_and_not_without_one(house, sent):
    clara = house.person("clara")
    clara.go(f"/solicitudes/{sent.id}/")
    clara.unfold("No podemos recibir")
    clara.press("No aceptar")
    clara.reads("Elija una razón para no aceptar.")
    clara.look("partner declines with an error")
    at_partner.decline(clara, "No hay lugar")
    sent.refresh_from_db()
    assert sent.state == "rejected"
    assert sent.rejection


def test_it_accepts_without_javascript(house, sent):
    clara = house.person("clara", java_script_enabled=False)
    clara.go(f"/solicitudes/{sent.id}/")
    at_partner.accept(clara)


def test_it_answers_once_when_the_button_is_pressed_twice(house, sent):
    clara = house.person("clara")
    clara.go(f"/solicitudes/{sent.id}/")
    clara.page.get_by_role("button", name="Aceptar", exact=True).dblclick()
    clara.heading("Iniciar la atención")
    assert [step.act for step in sent.steps.all()].count("accept") == 1


def test_it_shows_another_shelter_the_page_of_nothing_and_writes_the_attempt_down(house, sent):
    omar = house.person("omar")
    nonsense = omar.fetch(f"/solicitudes/{uuid.uuid4()}/")
    assert omar.fetch(f"/solicitudes/{sent.id}/") == nonsense
    assert nonsense[0] == 404
    omar.reads("No hay nada con esa dirección")
    assert Entry.objects.filter(kind="refused", about_id=str(sent.id)).exists()
    omar.go("/solicitudes/")
    omar.heading("Nada espera su respuesta")
    assert omar.page.locator("ul.worklist li").count() == 0


def test_it_speaks_english_wholly_to_the_shelter(house, sent):
    clara = house.stranger()
    clara.username = "clara"
    clara.sit_down()
    clara.go("/")
    clara.press("English")
    for path in ("/solicitudes/", f"/solicitudes/{sent.id}/"):
        clara.go(path)
        assert checks.english(clara.page) == []
        clara.look()
    clara.press("Español")
