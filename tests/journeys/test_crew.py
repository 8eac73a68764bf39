"""A raid with forty workers: what is common once, forty cases from one list, each attended apart."""

from __future__ import annotations

import pytest

from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.intake.crews.models import CrewMember

from .person import DESKTOP, PHONE

pytestmark = pytest.mark.journey
LIST = """código; lengua; sexo; edad
A-01…A-35
A-36; mixteco; mujer; 16; sola; médico
A-37; náhuatl; niña; 9
María López
A-38; español; hombre; 44
A-36; mixteco
A-39; zapoteco; mujer; con niños
"""


def test_from_the_raid_to_the_board_in_one_sitting(house):
    ines = house.person("ines")
    ines.go("/hechos/")
    ines.heading("Atender a muchas personas")
    ines.follow("Empezar un caso colectivo")
    ines.write("Dónde", "Empacadora (ejemplo)")
    ines.press("Guardar y abrir los casos")
    ines.heading("Abrir un caso por cada código")
    ines.write("Un código por línea", LIST)
    ines.page.get_by_label("Por qué vía llegaron").select_option("outreach_event")
    ines.press("Revisar la lista")
    ines.reads("Se abrirán: 39 · no se abren: 2")
    ines.reads("Parece un nombre")
    ines.reads("está dos veces")
    ines.look("crew: the dry look")
    assert Case.objects.count() == 0
    ines.tick("Abrir las que están bien")
    ines.press("Abrir 39 casos")
    ines.reads("Se abrieron 39 casos")
    ines.reads("Quedan por corregir")
    ines.write("Un código por línea", "A-40; mixteco; hombre; 17")
    ines.press("Revisar la lista")
    ines.press("Abrir un caso")
    ines.heading("A quién atender primero")
    assert CrewMember.objects.count() == Case.objects.count() == 40
    assert Entry.objects.filter(what="case.open").count() == 40
    first = ines.page.locator(".worklist > li .do").first
    assert "A-36" in first.inner_text()
    ines.page.set_viewport_size({"width": PHONE, "height": 900})
    ines.look("crew: the board on a phone")
    ines.page.set_viewport_size({"width": DESKTOP, "height": 800})
    ines.follow("Organizar A-38")
    ines.press("Entrevistar por separado")
    ines.reads("Quitar la marca")
    ines.follow("Volver al caso colectivo")
    ines.reads("Entrevista por separado")
    ines.follow("Solicitudes de grupo y traslados")
    for code in ("A-37", "A-38"):
        ines.tick(code)
    ines.write("A dónde", "Refugio (ejemplo)")
    ines.press("Registrar el traslado")
    ines.reads("no pueden ir en la misma solicitud ni en el mismo vehículo")
    ines.page.get_by_label("A-38").uncheck()
    ines.press("Registrar el traslado")
    ines.reads("Vehículo 1")
    ines.follow("Volver al caso colectivo")
    ines.press("Atender yo A-36")
    ines.heading("a salvo")
    ines.follow("Circunstancias", exact=True)
    ines.follow("Otra nacionalidad")
    ines.answer("¿Quiere que avisemos a su consulado?", "Sí, que se le avise")
    ines.press("Guardar lo que contestó")
    ines.reads("Falta")
    ines.write("De qué país", "Guatemala")
    ines.press("Guardar lo que contestó")
    ines.press("Ya se avisó al consulado")
    ines.reads("Se avisó:")
