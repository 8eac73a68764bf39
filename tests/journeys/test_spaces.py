"""Away from the counter, and what coincides: few questions, no name, and two people for a query."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case, record_consent
from cauce.intake.screenings import actions
from cauce.intake.screenings.models import Encounter, LinkMark

from .person import PHONE, Person

pytestmark = [pytest.mark.journey, pytest.mark.steps]


def look(person: Person, name: str) -> None:
    """What every page owes to everybody, on a desk and on a phone."""
    for width in (1280, PHONE):
        person.page.set_viewport_size({"width": width, "height": 800})
        person.look(f"{name}-{width}")


def test_it_asks_six_questions_at_a_mobile_consulate_and_passes_only_a_turn(house):
    lucia = house.person("lucia")
    lucia.go("/mostrador/")
    lucia.unfold("Qué significan; lugares")
    lucia.follow("otros lugares")
    look(lucia, "places")
    lucia.follow("Consulado móvil")
    lucia.heading("Seis preguntas en privado")
    look(lucia, "place")
    lucia.answer("¿Está usted a solas", "Sí")
    lucia.answer("¿Tiene sus documentos", "No")
    lucia.press("Ver qué ofrecer")
    lucia.reads("hablar hoy a solas")
    look(lucia, "place-offer")
    lucia.write("Número de turno", "M07")
    lucia.press("Pasar")
    assert Encounter.objects.get(turn="M07").instrument == "mobile-consulate"


def test_it_takes_no_longer_at_the_window_when_coincidences_are_on(house):
    """Folded, after the ticks: whoever does not open it does exactly what they did before."""
    lucia = house.person("lucia")
    lucia.go("/mostrador/")
    before = lucia.page.locator("main input:visible").count()
    actions.switch_cues(actor=house.cast.sofia.actor, scope="links", on=True, reason="review")
    lucia.go("/mostrador/")
    assert lucia.page.locator("main input:visible").count() == before
    look(lucia, "window-folded")
    lucia.unfold("Algo más")
    look(lucia, "window-open")
    lucia.write("Teléfono de quien acompaña", "713 555 0147")
    lucia.press("Continuar")
    lucia.reads("Siga con el trámite")
    lucia.reads_not("0147")
    assert LinkMark.objects.count() == 1


def test_it_tells_a_number_only_after_a_second_person(house):
    for _ in range(3):
        actions.record_links(
            actor=house.cast.lucia.actor,
            post=house.cast.houston,
            minor=False,
            cleared=[],
            given={"companion_phone": "7135550147"},
        )
    ines, mateo = house.person("ines"), house.person("mateo")
    ines.go("/coincidencias/")
    ines.reads("4 visitas o más de personas adultas")
    ines.answer("Qué se compara", "Teléfono de quien acompaña o de quien hizo la cita")
    ines.write("Dato", "+1 713 555 0147")
    ines.answer("Por qué", "Una persona lo contó en protección")
    look(ines, "links")
    ines.press("Pedir", exact=True)
    ines.reads("Espera a otra persona")
    ines.reads_not("0147")
    mateo.go("/coincidencias/")
    mateo.press("Aprobar", exact=True)
    mateo.reads("coinciden 4 visitas")
    look(mateo, "links-answered")


def test_it_shows_headquarters_the_quarter_and_the_switch(house):
    sofia = house.person("sofia")
    sofia.go("/red/senales/")
    sofia.reads("Solo conteos, sin personas")
    sofia.unfold("Apagar o encender")
    look(sofia, "cues-quarter")
    sofia.answer("Qué", "Apagar todas las señales")
    sofia.answer("Por qué", "Revisión trimestral")
    sofia.press("Cambiar")
    sofia.reads("apagadas")
    lucia = house.person("lucia")
    lucia.go("/mostrador/")
    lucia.heading("Ofrezca lo mismo a todo el mundo")
    look(lucia, "window-off")
    lucia.go("/mostrador/cartel/")
    look(lucia, "poster")
    actions.switch_cues(actor=house.cast.sofia.actor, scope="cues", on=True, reason="review")


def test_it_lets_protection_say_that_the_talk_is_at_a_visit(house):
    ines = house.person("ines")
    case = open_case(
        actor=house.cast.ines.actor, post=house.cast.houston, channel="walk_in", started_at=timezone.now()
    )
    record_consent(actor=house.cast.ines.actor, case=case, purpose="screening", given=True, at=timezone.now())
    ines.go(f"/casos/{case.id}/preguntas/")
    ines.unfold("La conversación es en otro lugar")
    look(ines, "choose-place")
    ines.follow("Visita a centro de detención o prisión")
    ines.reads("No me cuente de qué le acusan")
    ines.press("Empezar")
    ines.reads("Los derechos, primero")
    look(ines, "visit")
