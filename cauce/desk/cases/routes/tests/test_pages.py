"""The sheet of routes: dates first, the lawyer before an authority, and what is not known said so."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import record_facts
from cauce.cases.models import RouteEntry

pytestmark = pytest.mark.django_db


def page(client, who, case) -> str:
    client.force_login(who.user)
    return client.get(f"/casos/{case.id}/opciones/").content.decode()


def send(client, who, case, **form):
    client.force_login(who.user)
    form.setdefault("once", str(uuid.uuid4()))
    return client.post(f"/casos/{case.id}/opciones/", form)


def filed(**more):
    day = timezone.now() - dt.timedelta(days=2)
    return {
        "do": "set",
        "route": "cp",
        "state": "granted",
        "said_by": "lawyer",
        "on_day": day.day,
        "on_month": day.month,
        "on_year": day.year,
    } | more


def test_of_somebody_of_17_it_says_the_two_dates_and_why(client, cast, case):
    record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 17}, at=timezone.now())
    shown = page(client, cast.ines, case)
    assert "Pedir la ayuda a OTIP, antes de cumplir 18 años" in shown
    assert "antes de su límite de edad" in shown and "sin verificar" in shown
    vawa = shown.split("Autopetición VAWA", 1)[1].split("</ul>", 1)[0]
    assert "sin verificar" in vawa  # general knowledge bears its mark beside the sentence
    assert "no asesoría" in shown and "30 días desde el castigo" in shown
    assert "Lo decide una abogada o un abogado." in shown and "Plazo por confirmar" not in shown


def test_without_an_age_it_says_that_it_is_to_be_found_out(client, cast, case):
    assert "Por averiguar: no se sabe la edad" in page(client, cast.ines, case)


def test_danger_turns_the_order_round_and_says_why(client, cast, case):
    assert "No se sabe si hay peligro" in page(client, cast.ines, case)
    record_facts(actor=cast.ines.actor, case=case, facts={"danger.immediate": True}, at=timezone.now())
    assert "la seguridad va primero" in page(client, cast.ines, case)


def test_what_the_lawyer_says_is_noted_once_and_counts_two_years(client, cast, case):
    form = filed(once=str(uuid.uuid4()))
    for _ in range(2):
        assert send(client, cast.ines, case, **form).status_code == 302
    assert RouteEntry.objects.count() == 1
    shown = page(client, cast.ines, case)
    assert "Termina la presencia continua" in shown and "Lo dijo la abogada o el abogado" in shown


def test_a_day_to_come_or_missing_is_said_beside_the_field_and_the_form_stays(client, cast, case):
    wrong = send(client, cast.ines, case, **filed(on_year=2999)).content.decode()
    assert "Ese día todavía no llega" in wrong and "selected" in wrong
    assert (
        "Falta el día"
        in send(client, cast.ines, case, **filed(on_day="", on_month="", on_year="")).content.decode()
    )
    assert not RouteEntry.objects.exists()


def test_without_a_kept_birthday_counting_says_where_to_write_it(client, cast, case):
    send(client, cast.ines, case, do="count")
    assert "No hay fecha de nacimiento guardada" in page(client, cast.ines, case)


def test_another_post_sees_nothing(client, cast, case):
    client.force_login(cast.tomas.user)
    assert client.get(f"/casos/{case.id}/opciones/").status_code == 404
