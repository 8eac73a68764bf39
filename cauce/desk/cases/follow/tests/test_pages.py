"""The pages of following up: the word and the hour are in sight, what was not asked is no, nothing is
lost.
"""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import confirm_contact, open_case, record_consent, record_outcomes
from cauce.cases.models import Case, ContactTry, OutcomeSitting
from tests.cast import today as cast_today
from tests.pages import page, post

pytestmark = pytest.mark.django_db
NOTE = "Llamar otra vez el martes."


@pytest.fixture
def case(cast):
    now = timezone.now() - dt.timedelta(hours=2)
    made = open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=now)
    for purpose in ("keeping", "contact"):
        record_consent(actor=cast.ines.actor, case=made, purpose=purpose, given=True, at=now)
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
    confirm_contact(
        actor=cast.ines.actor,
        case=made,
        ways=ways,
        at=now,
        never="No dejar recado.",
        word="girasol",
    )
    return made


def attempt(**more) -> dict[str, str]:
    local = timezone.now().astimezone(dt.timezone(dt.timedelta(hours=-6)))
    return {
        "way": "phone_call",
        "language": "spa",
        "result": "no_answer",
        "word_said": "no",
        "happened_at": f"{local:%Y-%m-%dT%H:%M}",
        "note": NOTE,
    } | more


def day(on) -> dict[str, str]:
    return {"sat_on_day": str(on.day), "sat_on_month": str(on.month), "sat_on_year": str(on.year)}


def test_the_word_and_what_never_to_do_are_in_sight(client, cast, case):
    shown = page(client, cast.ines, f"/casos/{case.id}/seguimiento/")
    assert "girasol" in shown and "Tenga siempre en cuenta" in shown and "No dejar recado." in shown
    title = shown.partition("<title>")[2].partition("</title>")[0]
    assert "girasol" not in title and case.folio not in title


def test_a_word_that_was_not_said_is_refused_and_what_was_typed_stays(client, cast, case):
    address = f"/casos/{case.id}/seguimiento/"
    said = post(client, cast.ines, address, **attempt(result="reached")).content.decode()
    assert "Hay una palabra acordada y no la dijo" in said and NOTE in said
    assert not ContactTry.objects.exists()
    assert post(client, cast.ines, address, **attempt()).status_code == 302
    shown = page(client, cast.ines, address)
    assert "No contestó" in shown and "medio y hora seguros" in shown


def test_pressed_twice_one_attempt_is_noted(client, cast, case):
    form = attempt(once=str(uuid.uuid4()))
    for _ in range(2):
        post(client, cast.ines, f"/casos/{case.id}/seguimiento/", **form)
    assert ContactTry.objects.count() == 1


def test_outcomes_are_drawn_with_their_table_and_without_a_score(client, cast, case):
    address = f"/casos/{case.id}/resultados/"
    today = cast_today()
    said = post(client, cast.ines, address, **day(today)).content.decode()
    assert "No se preguntó nada" in said
    post(client, cast.ines, address, **day(today) | {"outcome:housing": "no"})
    record_outcomes(actor=cast.ines.actor, case=case, answers={"outcome:housing": "yes"}, sat_on=today)
    assert OutcomeSitting.objects.count() == 2
    shown = page(client, cast.ines, f"/casos/{case.id}/seguimiento/")
    assert shown.count('<svg class="chart"') == 1 and "mejor en 1, peor en 0" in shown
    assert "Las catorce necesidades" in shown and shown.count("No se preguntó") > 20


def test_lost_contact_says_what_is_missing_and_another_reason_closes(client, cast, case):
    address = f"/casos/{case.id}/cierre/"
    form = {
        "do": "close",
        "reason": "lost_contact",
        "satisfaction": "not_asked",
        "agreed": "on",
        "words": "Gracias por todo.",
        "note": "",
    }
    said = post(client, cast.ines, address, **form).content.decode()
    assert "0 de 5 días distintos" in said and "Gracias por todo." in said
    form |= {"reason": "goals_met", "satisfaction": "yes"}
    assert post(client, cast.ines, address, **form).status_code == 302
    assert Case.objects.get(id=case.id).status == "closed"
    shown = page(client, cast.ines, address)
    assert "Gracias por todo." in shown and "Sí, le sirvió" in shown
    assert page(client, cast.ines, f"/casos/{case.id}/seguimiento/").count("El caso está cerrado")
    post(client, cast.ines, address, do="reopen")
    assert Case.objects.get(id=case.id).status == "active"


def test_another_post_finds_nothing(client, cast, case):
    client.force_login(cast.tomas.user)
    for part in ("seguimiento/", "resultados/", "cierre/"):
        assert client.get(f"/casos/{case.id}/{part}").status_code == 404
