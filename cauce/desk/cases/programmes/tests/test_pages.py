"""Programmes at the desk: which fit and why, what is missing said, nothing asked of anybody."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import record_facts, set_route
from cauce.custody.journal.models import Entry
from tests.cast import today

pytestmark = pytest.mark.django_db


def page(client, who, case=None) -> str:
    client.force_login(who.user)
    address = f"/casos/{case.id}/programas/" if case else "/programas/"
    return client.get(address).content.decode()


def under(shown: str, heading: str) -> str:
    """What stands below one heading of the page, up to the next."""
    return shown.split(heading, 1)[1].split("</section>", 1)[0]


def test_every_programme_stands_with_its_rule_its_source_and_that_nobody_confirmed_it(client, cast):
    shown = page(client, cast.ines)
    assert "De México" in shown and "De Estados Unidos" in shown
    assert "Registro Nacional de Víctimas (RENAVI)" in shown
    assert "Formato Único de Declaración y Registro Nacional de Víctimas (CEAV)" in shown
    assert "la edad de la persona es menor que 18" in shown
    assert shown.count("Nadie de esa autoridad ha confirmado esta hoja.") == 17
    assert "Ninguna fuente dice a quién recibe." in shown and "$" not in shown
    # What a source says bears no mark; what nobody read in one does.
    renavi = shown.split("(RENAVI)", 1)[1].split("</details>", 1)[0]
    assert renavi.count("propuesta nuestra") == 1
    # That the consulate may receive the request stands in articles that nobody could open.
    assert renavi.count("sin verificar") == 1 and "97 y 98" in renavi
    assert "sin verificar" in shown


def test_of_a_case_it_says_which_fit_which_ask_first_and_which_do_not_with_reasons(client, cast, case):
    facts = {"person.age": 17, "person.nationality": "mx", "need.legal": True, "wish.return": False}
    record_facts(actor=cast.ines.actor, case=case, facts=facts, at=timezone.now())
    shown = page(client, cast.ines, case)
    fitting = under(shown, "Corresponden a lo que se sabe")
    assert "Asistencia provisional a menores de 18" in fitting
    assert "La edad de la persona: 17 años." in fitting and "PALE" in fitting
    assert "la persona lo necesita o lo pidió" in fitting
    asked = under(shown, "Confirmar antes")
    assert "No se sabe el sexo o género que la persona dice" in asked
    out = shown.split("No encajan", 1)[1]
    assert "No se da que la persona quiere volver a México." in out
    assert Entry.objects.filter(kind="read", what="case.programmes", about_id=str(case.id)).count() == 1


def test_what_the_lawyer_said_of_a_route_opens_what_comes_after_it(client, cast, case):
    record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 30}, at=timezone.now())
    help = "Ayudas como las de una persona refugiada"
    assert help in under(page(client, cast.ines, case), "Confirmar antes")
    set_route(
        actor=cast.ines.actor,
        case=case,
        route="cp",
        state="granted",
        said_by="lawyer",
        on=today(),
        at=timezone.now(),
        once=uuid.uuid4(),
    )
    shown = page(client, cast.ines, case)
    assert help in under(shown, "Corresponden a lo que se sabe")
    assert "La edad de la persona: 30 años; ya consta: Presencia continua." in shown


def test_a_case_of_another_post_is_as_absent_as_one_that_is_not(client, cast, case):
    client.force_login(cast.tomas.user)
    assert client.get(f"/casos/{case.id}/programas/").status_code == 404


def test_it_is_found_from_the_directory_and_from_the_options_of_a_case(client, cast, case):
    client.force_login(cast.ines.user)
    assert "/programas/" in client.get("/directorio/").content.decode()
    address = f"/casos/{case.id}/programas/"
    assert address in client.get(f"/casos/{case.id}/opciones/").content.decode()
    found = client.get("/directorio/", {"for": str(case.id), "need": "shelter"}).content.decode()
    assert address in found


def test_in_english_it_is_whole(client, cast, case):
    client.cookies["idioma"] = "en"
    shown = page(client, cast.ines, case)
    assert "Programmes of both governments" in shown and "Confirm first" in shown
