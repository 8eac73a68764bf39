"""Following up somebody: a word, an attempt, how life goes, and a closing that the person shapes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from tests.cast import day_of

from .casework import open_case

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now() - dt.timedelta(minutes=20)
    ines = house.cast.ines.actor
    for purpose in ("keeping", "contact"):
        cases.record_consent(actor=ines, case=made, purpose=purpose, given=True, at=now)
    ways = [{"way": "phone_call", "days": list(range(7)), "start": "00:00", "end": "00:00",
             "languages": ["spa"], "address": "713 555 0101"}]  # fmt: skip
    cases.confirm_contact(
        actor=ines, case=made, ways=ways, at=now, word="girasol", never="No dejar recado."
    )
    today = day_of(now)
    for days, said in ((60, "no"), (30, "in_part")):
        cases.record_outcomes(
            actor=ines, case=made, sat_on=today - dt.timedelta(days=days),
            answers={"outcome:housing": said, "outcome:safety": "in_part", "need:work": "no"},
        )  # fmt: skip
    return made


def test_from_an_attempt_to_a_closing(house, case):
    ines = house.person("ines")
    ines.go(f"/mesa/caso/{case.id}/")
    ines.follow("Seguimiento")
    ines.reads("girasol")
    ines.look("follow: before")
    ines.page.get_by_label("Por dónde").select_option(index=0)
    ines.tick("Se habló con la persona")
    ines.tick("No la dijo")
    ines.press("Anotar")
    ines.reads("Hay una palabra acordada y no la dijo")
    ines.tick("Sí, la dijo")
    ines.press("Anotar")
    ines.reads("medio y hora seguros")
    ines.look("follow: noted")
    ines.follow("Preguntar cómo va")
    ines.heading("Preguntar cómo va su vida")
    ines.page.get_by_label("Un lugar seguro y adecuado donde vivir").select_option(label="Sí")
    ines.look("follow: outcomes")
    ines.press("Guardar")
    ines.reads("mejor en 1, peor en 0")
    ines.look("follow: drawn")
    ines.follow("Cerrar el caso")
    ines.tick("Se perdió el contacto tras los intentos seguros")
    ines.tick("No se preguntó")
    ines.tick("La persona sabe que puede volver")
    ines.press("Cerrar el caso")
    ines.reads("0 de 5 días distintos")
    ines.look("follow: not lost")
    ines.tick("Se cumplió lo acordado")
    ines.tick("Sí, le sirvió")
    ines.write("Con sus palabras", "Me escucharon.")
    ines.press("Cerrar el caso")
    ines.reads("La puerta sigue abierta")
    ines.press("Abrirlo otra vez")
    ines.reads("El caso está abierto otra vez")
