"""An officer learns on a telephone and at a desk, and finds somebody who interprets."""

from __future__ import annotations

import pytest

from cauce.learning.course import exercises
from cauce.learning.exercises import steps
from cauce.learning.models import Attempt
from cauce.protocol.editions.access import current_edition

pytestmark = pytest.mark.journey


def test_a_lesson_an_exercise_that_counts_and_practice_that_leaves_nothing(house):
    ines = house.person("ines")
    ines.go("/lecciones/")
    ines.heading("Lecciones, casos y prácticas")
    ines.look("learning", shot="30-learning")
    lesson = next(iter(current_edition().lessons.values()))
    ines.go(f"/lecciones/{lesson.id}/")
    ines.look("lesson")
    for question in lesson.questions:
        for choice in question.choices:
            if choice.right is not True:
                continue
            ines.page.locator(f'input[name="{question.id}"][value="{choice.id}"]').check()
    ines.press("Terminar la lección")
    ines.reads("Quedó anotada la lección.")
    case = exercises(current_edition())[0]
    for step in steps(current_edition(), case):
        ines.go(f"/ejercicios/{case.id}/?paso={step.id}")
        for one in step.options[:1]:
            ines.page.locator(f'input[name="given"][value="{one.id}"]').check()
        ines.press("Ver qué sigue y por qué")
        ines.look(f"answer {step.id}", shot="31-exercise" if step.id == "reading" else "")
    assert Attempt.objects.get(user=house.cast.ines.user).finished_at
    ines.go("/practicas/")
    ines.look("practice")
    ines.go(f"/practicas/{case.id}/")
    assert Attempt.objects.count() == 1


def test_whoever_leads_sees_the_whole_and_nobody(house):
    aurora = house.person("aurora")
    aurora.go("/lecciones/equipo/")
    aurora.reads("Se ve el conjunto, nunca a una persona")
    aurora.look("team")
    sofia = house.person("sofia")
    sofia.go("/lecciones/red/")
    sofia.look("learning of the network")


def test_somebody_who_interprets_is_kept_by_code_and_called_for_a_reason(house):
    ines = house.person("ines")
    ines.go("/directorio/interpretes/nueva/")
    ines.write("Nombre", "Petra Ejemplo")
    ines.write("Teléfono", "713 555 0188")
    ines.page.get_by_label("Por teléfono").check()
    ines.page.get_by_label("Lengua 1", exact=True).fill("ninguna lengua")
    ines.page.get_by_label("Se comprobó su identidad").check()
    ines.press("Guardar")
    ines.look("interpreter refused")
    assert ines.page.get_by_label("Nombre", exact=True).input_value() == "Petra Ejemplo"
    ines.page.get_by_label("Lengua 1", exact=True).fill("Metlatónoc Mixtec")
    ines.press("Guardar")
    ines.reads("Quedó anotado.")
    ines.look("interpreters", shot="32-interpreters")
    ines.follow("llamar HOU-I-01")
    ines.press("Ver nombre y teléfono")
    ines.reads("Elija el motivo.")
    ines.tick("Acordar una hora")
    ines.press("Ver nombre y teléfono")
    ines.reads("Petra Ejemplo")
    ines.look("interpreter called")


def test_a_whole_case_shows_what_a_choice_brought_and_a_script_is_noted_by_two(house):
    ines, mateo = house.person("ines"), house.person("mateo")
    first = current_edition().lessons["case-first-hours"].steps[0]
    ines.go("/lecciones/case-first-hours/")
    for choice, told in (("card", "No llama."), ("room", "A las 16:22")):
        ines.page.locator(f'input[name="{first.id}"][value="{choice}"]').check()
        ines.press("Decidir y ver qué pasa")
        ines.reads(told)
    ines.look("a moment and what it brought")
    mateo.go("/lecciones/play-visit/")
    word = mateo.page.locator("dl.facts dd strong").inner_text()
    ines.go("/lecciones/play-visit/?hoja=otra")
    ines.look("the half of the other person")
    ines.write("La palabra de su colega", word.lower())
    ines.press("Anotar para las dos personas")
    ines.reads("Quedó anotada para las dos personas.")
