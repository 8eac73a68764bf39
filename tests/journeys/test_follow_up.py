"""Following up somebody: a word, an attempt, how life goes, and a closing that the person shapes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import ContactTry
from cauce.staff.oversight.models import Proposal
from tests.cast import day_of

from . import checks
from .casework import open_case

pytestmark = [pytest.mark.journey, pytest.mark.steps]


@pytest.fixture(scope="module")
def case(house):
    made, now = open_case(house), timezone.now() - dt.timedelta(minutes=20)
    ines = house.cast.ines.actor
    for purpose in ("keeping", "contact"):
        cases.record_consent(actor=ines, case=made, purpose=purpose, given=True, at=now)
    ways = [
        {
            "way": "phone_call",
            "days": list(range(7)),
            "start": "00:00",
            "end": "00:00",
            "languages": ["spa"],
            "address": "713 555 0101",
        }
    ]
    cases.confirm_contact(actor=ines, case=made, ways=ways, at=now, word="girasol", never="No dejar recado.")
    today = day_of(now)
    for days, said in ((60, "no"), (30, "in_part")):
        cases.record_outcomes(
            actor=ines,
            case=made,
            sat_on=today - dt.timedelta(days=days),
            answers={"outcome:housing": said, "outcome:safety": "in_part", "need:work": "no"},
        )
    return made


def test_from_an_attempt_to_a_closing(house, case):
    ines = house.person("ines")
    ines.go(f"/casos/{case.id}/")
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
    ines.follow("Preguntar cómo está")
    ines.heading("Preguntar cómo está la persona")
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
    ines.reads("La persona puede volver cuando quiera")
    ines.press("Abrirlo otra vez")
    ines.reads("El caso está abierto otra vez")


@pytest.fixture(scope="module")
def silent(house):
    """At a high risk, and sought in person on five different days without an answer."""
    made, now = open_case(house), timezone.now() - dt.timedelta(minutes=20)
    given = {"actor": house.cast.ines.actor, "case": made}
    for purpose in ("keeping", "contact"):
        cases.record_consent(**given, purpose=purpose, given=True, at=now)
    ways = [
        {
            "way": way,
            "days": list(range(7)),
            "start": "00:00",
            "end": "00:00",
            "languages": ["spa"],
            "address": "Con doña Ejemplo",
        }
        for way in ("in_person", "third_person")
    ]
    cases.confirm_contact(**given, ways=ways, at=now)
    cases.record_facts(**given, facts={"risk.level": "high"}, at=now)
    for day in range(5):
        one = cases.log_contact(
            **given,
            attempt=cases.ContactAttempt(
                way="third_person" if day == 2 else "in_person",
                language="spa",
                result="no_answer",
                word_said="not_agreed",
                note="Nadie abrió.",
                happened_at=now,
            ),
        )
        ContactTry.objects.filter(id=one.id).update(
            on=one.on - dt.timedelta(days=day), happened_at=now - dt.timedelta(days=day)
        )
    return made


def test_at_a_high_risk_another_person_reads_the_attempts_before_contact_is_lost(house, silent):
    ines, here = house.person("ines"), f"/casos/{silent.id}/"
    ines.go(f"{here}seguimiento/")
    ines.reads("no llame ni envíe nada")
    ines.look("lost: attempts")
    ines.follow("Cerrar el caso")
    ines.reads("nadie cierra a solas por contacto perdido")
    ines.write(
        "Por qué se considera perdido el contacto",
        "Se fue cinco veces a donde dijo; nadie sabe de ella.",
    )
    ines.look("lost: ask")
    ines.press("Pedir que otra persona lo decida")
    ines.reads("espera a otra persona")
    ines.look("lost: waits")
    aurora = house.person("aurora")
    aurora.go("/propuestas/")
    aurora.follow("Confirmar la pérdida de contacto con riesgo alto")
    aurora.reads("Nadie abrió.")
    aurora.look("lost: read")
    aurora.write("Su razón", "Leí los intentos; no queda otra manera.")
    aurora.press("Aprobar", exact=True)
    aurora.reads("Quien lo propuso ya puede hacerlo")
    ines.go(f"/casos/{silent.id}/cierre/")
    ines.reads("leyó los intentos y estuvo de acuerdo")
    ines.look("lost: agreed")
    ines.tick("Se perdió el contacto tras los intentos seguros")
    ines.tick("No se preguntó")
    ines.tick("La persona sabe que puede volver")
    ines.press("Cerrar el caso")
    ines.reads("La persona puede volver cuando quiera")


def test_its_pages_speak_english_and_fit_a_telephone(house, silent):
    cases.reopen_case(actor=house.cast.ines.actor, case=silent, at=timezone.now())
    cases.propose_lost(actor=house.cast.ines.actor, case=silent, reason="Nobody there.", at=timezone.now())
    made = Proposal.objects.get(state="waiting")
    for who, pages in (
        ("ines", (f"/casos/{silent.id}/seguimiento/", f"/casos/{silent.id}/cierre/")),
        ("aurora", (f"/propuestas/{made.id}/",)),
    ):
        reader = house.person(who)
        reader.context.add_cookies([{"name": "idioma", "value": "en", "url": house.server.url}])
        for address in pages:
            reader.go(address)
            checks.never_sideways(reader.page)
            assert checks.english(reader.page) == [], address
