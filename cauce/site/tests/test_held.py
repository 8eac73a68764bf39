"""What a form is told that the page's own script sends, and sends again (``ui/offline_resend.js``)."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.test import Client

from cauce.intake.screenings.models import Encounter
from cauce.staff.accounts.codes import DEMO_CODE


def who(client: Client) -> str:
    """Whose pages this browser shows now."""
    return client.get("/sigue/").headers["X-Who"]


def pass_on(client: Client, by: str, once: str, turn: str = "K7", **headers: str):
    form = {"turn": turn, "do": "pass", "once": once}
    return client.post("/mostrador/siguiente/", form, headers={"X-Held-By": by, **headers})


@pytest.fixture
def lucia(client, cast):
    client.force_login(cast.lucia.user)
    return client


def test_it_says_where_to_go_instead_of_leading_there_out_of_sight(lucia):
    answer = pass_on(lucia, who(lucia), str(uuid.uuid4()))
    assert (answer.status_code, answer.headers["X-Held"]) == (204, "done")
    assert re.fullmatch(r"/mostrador/turnos/[\w-]+/", answer.headers["X-Go"])
    assert "Location" not in answer.headers


def test_sent_again_with_its_key_it_is_done_once_and_leads_to_the_same_place(lucia):
    once, by = str(uuid.uuid4()), who(lucia)
    first, again = (pass_on(lucia, by, once) for _ in range(2))
    assert first.headers["X-Go"] == again.headers["X-Go"]
    assert Encounter.objects.filter(turn="K7").count() == 1


def test_what_one_person_wrote_is_never_sent_as_another_who_signed_in(lucia, cast):
    by, once = who(lucia), str(uuid.uuid4())
    lucia.force_login(cast.ines.user)
    answer = pass_on(lucia, by, once)
    assert (answer.status_code, answer.headers["X-Held"]) == (409, "other")
    assert answer.content == b"" and Encounter.objects.count() == 0
    lucia.force_login(cast.lucia.user)
    assert pass_on(lucia, by, once).headers["X-Held"] == "done"


def test_without_anybody_signed_in_it_waits(lucia):
    by = who(lucia)
    lucia.logout()
    answer = pass_on(lucia, by, str(uuid.uuid4()))
    assert (answer.status_code, answer.headers["X-Held"]) == (401, "enter")


def test_a_page_with_something_to_correct_is_shown(lucia):
    answer = pass_on(lucia, who(lucia), str(uuid.uuid4()), turn="")
    assert answer.headers["X-Held"] == "shown" and b"Falta corregir" in answer.content


def test_an_old_key_of_the_form_asks_for_a_new_one(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.lucia.user)
    answer = pass_on(strict, who(strict), str(uuid.uuid4()))
    assert (answer.status_code, answer.headers["X-Held"]) == (403, "stale")


def test_a_proof_that_ran_out_is_asked_for_elsewhere_and_the_words_wait(client, cast):
    client.force_login(cast.ines.user)
    answer = client.post("/urgencias/", {"folio": "HOU-2026-00001"}, headers={"X-Held-By": who(client)})
    assert (answer.status_code, answer.headers["X-Held"]) == (401, "prove")


def test_what_could_not_be_saved_is_tried_later(lucia, monkeypatch):
    def full(**_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cauce.desk.intake.screenings.views.pass_to_protection", full)
    assert pass_on(lucia, who(lucia), str(uuid.uuid4())).headers["X-Held"] == "later"


def test_what_is_over_because_it_was_done_is_not_told_as_nothing_here(lucia, monkeypatch):
    once, by = str(uuid.uuid4()), who(lucia)
    pass_on(lucia, by, once)
    again = {"X-Held-Again": "1", "Referer": "http://testserver/mostrador/"}
    gone = {"turn": "K7", "once": once}
    answer = lucia.post("/mostrador/nada/", gone, headers={"X-Held-By": by, **again})
    assert (answer.headers["X-Held"], answer.headers["X-Go"]) == ("done", "/mostrador/")
    assert "Ya estaba guardado" in lucia.get("/mostrador/").content.decode()
    other = gone | {"once": str(uuid.uuid4())}
    answer = lucia.post("/mostrador/nada/", other, headers={"X-Held-By": by, **again})
    assert (answer.headers["X-Held"], answer.status_code) == ("shown", 404)


def test_a_form_that_the_browser_sends_itself_is_answered_as_ever(lucia):
    answer = lucia.post("/mostrador/siguiente/", {"turn": "K8", "do": "pass", "once": uuid.uuid4()})
    assert answer.status_code == 302 and "X-Held" not in answer.headers


READ = "4f" * 32  # what the page says of the version that was read
WHY = "La buscan en esta oficina <b>y</b> teme por sus hijos."


@pytest.fixture
def tomas(client, cast):
    client.force_login(cast.tomas.user)
    return client


def test_without_the_script_the_words_typed_are_on_the_page_that_asks_who_it_is(tomas):
    """Otherwise she writes the reason of an emergency twice."""
    form = {
        "folio": "HOU-2026-0001",
        "code": "person_is_here",
        "text": WHY,
        "once": str(uuid.uuid4()),
        "seen": READ,
    }
    asked = tomas.post("/urgencias/", form)
    page = asked.content.decode()
    assert asked.status_code == 403 and html.escape(WHY) in page and WHY not in page
    assert page.count(READ) == 1, "sent again, and not shown as something that she wrote"
    assert 'href="/comprobar/?next=%2Furgencias%2F"' in page
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    kept.pop("csrfmiddlewaretoken")
    assert {name: html.unescape(value) for name, value in kept.items()} == form
    proved = tomas.post("/comprobar/", {"one_time_code": DEMO_CODE, "next": "/urgencias/"})
    assert proved.status_code == 302
    sent = tomas.post("/urgencias/", form)
    assert sent.status_code == 200 and html.escape(WHY) in sent.content.decode()


def test_a_button_leads_to_the_proof_and_a_secret_is_never_in_the_page(tomas):
    alone = {"code": "person_is_here", "folio": "HOU-2026-0001", "seen": READ}
    assert tomas.post("/urgencias/", alone)["Location"].startswith("/comprobar/")
    secret = tomas.post("/cuenta/contrasena/", {"current": "una frase muy larga", "why": "dos palabras"})
    page = secret.content.decode()
    assert "dos palabras" in page and "una frase" not in page and "Enviar lo escrito" not in page
