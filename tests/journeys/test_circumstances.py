"""What changes the steps: Inés notes what the person said, and the plan shows its steps together."""

from __future__ import annotations

import pytest

from . import casework

pytestmark = pytest.mark.journey


def test_what_the_person_said_changes_the_steps_in_sight(house):
    ines = house.person("ines")
    case = f"/casos/{casework.open_case(house).id}/"
    ines.go(case)
    ines.follow("Ver o anotar lo que cambia los pasos")
    ines.heading("Lo que cambia los pasos")
    ines.look("circumstances, nothing known")
    ines.unfold("Personas detenidas")
    ines.answer("¿La persona está detenida, por migración o en prisión?", "Sí")
    ines.press("Guardar")
    ines.reads("El plan ya lo tomó en cuenta")
    ines.reads("Conversar como si alguien pudiera oír")
    ines.look("case with a branch")
