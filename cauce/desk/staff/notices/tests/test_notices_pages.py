"""Everybody sees their own notices and chooses how to be told; what was typed stays."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases.actions import declare_party
from cauce.custody.journal import door
from cauce.staff.accounts.access_telling import address_code
from cauce.staff.notices.actions import queue
from cauce.staff.notices.models import Confirmation, Message, Preference
from tests.casework.conftest import open_case

pytestmark = pytest.mark.django_db
GOOD = {
    "mode": "now",
    "email": "ines@sre.ejemplo.mx",
    "hour": "8",
    "away_from": "",
    "away_to": "",
    "stand_in": "",
}


def tell(who, body="Aceptaron una solicitud. / A request was accepted.", about=None):
    token = door._inside.set(1)
    queue(
        key=f"t:{who.user.id}:{body}"[:120],
        recipient=str(who.user.id),
        about=about,
        subject="HOU-2026-00009",
        body=body,
        at=timezone.now(),
    )
    door._inside.reset(token)


@pytest.fixture
def ines(client, cast, settings):
    """Inés, who proved a moment ago who she is."""
    settings.STEP_UP_SECONDS = 10**9
    client.force_login(cast.ines.user)
    session = client.session
    session["proved_at"] = int(timezone.now().timestamp())
    session.save()
    return client


def test_a_notice_opens_the_case_of_which_it_tells_for_whoever_may_open_it_and_for_nobody_else(
    ines, client, cast
):
    case = open_case(cast)
    here = f'href="/casos/{case.id}/"'
    tell(cast.ines, about=case.id), tell(cast.lucia, about=case.id)
    assert here in ines.get("/avisos/").content.decode()
    client.force_login(cast.lucia.user)
    shown = client.get("/avisos/").content.decode()
    assert "Aceptaron una solicitud." in shown and here not in shown


def test_it_shows_ones_own_and_nobody_elses_in_ones_own_language(ines, cast):
    tell(cast.ines), tell(cast.mateo, "Otra cosa. / Something else.")
    shown = ines.get("/avisos/").content.decode()
    assert "Aceptaron una solicitud." in shown and "A request was accepted" not in shown
    assert "Otra cosa" not in shown and "Un aviso nuevo" in shown
    ines.cookies["idioma"] = "en"
    assert "A request was accepted." in ines.get("/avisos/").content.decode()


def test_what_was_seen_is_no_longer_new_here_nor_on_the_worklist(ines, cast):
    tell(cast.ines)
    assert bell(ines, "/pendientes/") == "Avisos, 1 nuevo"
    assert "Tiene un aviso" not in ines.get("/pendientes/").content.decode(), "the bell says it, once"
    ines.post("/avisos/")
    assert Message.objects.filter(recipient=str(cast.ines.user.id), seen_at=None).count() == 0
    assert bell(ines, "/pendientes/") == "Avisos"


def bell(client, path: str) -> str:
    """What the bell of a page says to whoever listens."""
    found = re.search(r'<a class="bell"[^>]*?aria-label="([^"]*)"', client.get(path).content.decode())
    return found[1]


def test_the_bell_says_on_every_page_how_many_notices_are_new_and_asks_nothing_more_for_it(ines, cast):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert bell(ines, "/directorio/")
        return len(found.captured_queries)

    assert bell(ines, "/directorio/") == "Avisos"
    before = asked()
    tell(cast.ines), tell(cast.ines, "Otra. / Another."), tell(cast.mateo)
    assert bell(ines, "/directorio/") == bell(ines, "/avisos/") == "Avisos, 2 nuevos"
    assert asked() == before
    ines.post("/avisos/")
    assert bell(ines, "/directorio/") == "Avisos"


def test_the_bell_counts_nothing_that_the_page_does_not_list(ines, cast):
    """A number that stays with no notice behind it tells whoever was declared a party that they were."""
    case = open_case(cast)
    tell(cast.ines), tell(cast.ines, "De un caso. / Of a case.", case.id)
    Message.objects.update(sent_at=timezone.now())
    assert bell(ines, "/directorio/") == "Avisos, 2 nuevos"
    at, who = timezone.now(), cast.ines.user
    declare_party(actor=cast.mateo.actor, case=case, user=who, relation="named", words="", at=at)
    assert "De un caso." not in ines.get("/avisos/").content.decode()
    tell(cast.ines, "Otra. / Another.")
    Message.objects.filter(about="").update(seen_at=None)
    assert bell(ines, "/directorio/") == "Avisos, 2 nuevos"
    Message.objects.filter(about="").update(seen_at=at)
    assert bell(ines, "/directorio/") == "Avisos"


def test_the_bell_shows_no_more_than_there_is_room_for_and_says_all(ines, cast):
    at = timezone.now()
    Message.objects.bulk_create(
        Message(key=f"k{n}", recipient=str(cast.ines.user.id), subject="x", body="y", made_at=at)
        for n in range(120)
    )
    assert bell(ines, "/directorio/") == "Avisos, 120 nuevos"
    assert "<b>99+</b>" in re.sub(r"\s", "", ines.get("/directorio/").content.decode())


def test_a_bad_address_is_told_and_what_was_typed_stays(ines, cast):
    answered = ines.post("/avisos/vias/", GOOD | {"email": "ines en casa"})
    text = answered.content.decode()
    assert "Eso no es una dirección de correo" in text and "ines en casa" in text
    assert not Preference.objects.exists()


def test_it_is_kept_and_shown_again(ines, cast):
    assert ines.post("/avisos/vias/", GOOD | {"mode": "daily", "hour": "7"}).status_code == 302
    kept = Preference.objects.get()
    assert (kept.mode, kept.hour, kept.tz) == ("daily", 7, "America/Chicago")
    assert "ines@sre.ejemplo.mx" in ines.get("/avisos/vias/").content.decode()


def test_only_somebody_of_the_office_with_the_role_is_offered(ines, cast):
    text = ines.get("/avisos/vias/").content.decode()
    assert "Tomás Arriaga" not in text and "Lucía Robles" not in text
    answered = ines.post(
        "/avisos/vias/",
        GOOD | {"away_from": "2099-01-01", "away_to": "2099-01-02", "stand_in": str(cast.tomas.user.id)},
    )
    assert answered.status_code == 200 and not Preference.objects.exists()


def test_the_address_of_a_calendar_is_shown_once_and_can_be_ended(ines, cast):
    text = ines.post("/avisos/calendario/", {"do": "make"}).content.decode()
    address = text.partition('value="http')[2].partition('"')[0]
    token = address.rstrip("/").rpartition("/")[2]
    assert len(token) > 40 and token not in ines.get("/avisos/vias/").content.decode()
    assert ines.get(f"/calendario/{token}/").status_code == 200
    ines.post("/avisos/calendario/", {"do": "end"})
    assert ines.get(f"/calendario/{token}/").status_code == 404


def test_a_new_address_is_asked_for_its_code_and_a_wrong_one_stays_in_the_form(ines, cast, settings):
    settings.MAIL_FROM = "no-responder@sre.ejemplo.mx"
    answered = ines.post("/avisos/vias/", GOOD)
    assert answered["Location"] == "/avisos/codigo/"
    page = ines.get("/avisos/codigo/").content.decode()
    assert "Escriba el código" in page and "ines@sre.ejemplo.mx" in page
    figures = address_code(Confirmation.objects.get(), "ines@sre.ejemplo.mx")
    wrong = f"{(int(figures) + 1) % 10**6:06}"
    page = ines.post("/avisos/codigo/", {"code": wrong}).content.decode()
    assert "Ese no es el código" in page and f'value="{wrong}"' in page
    assert "Su correo espera un código" in ines.get("/avisos/").content.decode()
    assert ines.post("/avisos/codigo/", {"code": figures}).status_code == 302
    assert Preference.objects.get().confirmed_at
    assert "espera un código" not in ines.get("/avisos/").content.decode()
    assert "Nada por confirmar" in ines.get("/avisos/codigo/").content.decode()


def test_another_code_can_be_asked_for_five_times_a_day(ines, cast, settings):
    settings.MAIL_FROM = "no-responder@sre.ejemplo.mx"
    ines.post("/avisos/vias/", GOOD)
    for _ in range(4):
        assert ines.post("/avisos/codigo/", {"do": "again"}).status_code == 302
    page = ines.post("/avisos/codigo/", {"do": "again"}).content.decode()
    assert "Ya se enviaron hoy todos los códigos" in page
