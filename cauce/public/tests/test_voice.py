"""Anybody says how they were attended: no account, no cookie, nothing kept of who or from where."""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from cauce.rights.complaints import actions
from cauce.rights.complaints.models import Complaint, Word
from cauce.rights.complaints.rules import plain_code
from cauce.rights.complaints.sealing import code_of_form
from cauce.staff.offices.access import day_at

from .test_guide import Tags

pytestmark = pytest.mark.django_db
TOLD = "La señora Itzel Tlapalcoyoa se burló de mi lengua."
PAGES = [f"/guia/{language}voz/{page}" for language in ("", "en/") for page in ("", "clave/", "hoja/")]


def form(**more) -> dict[str, str]:
    return {
        "about": "officer",
        "post": "HOU",
        "category": "manner",
        "what": TOLD,
        "language": "spa",
        "once": str(uuid.uuid4()),
    } | more


def code_in(answer) -> str:
    found = re.search(r'big-code"><strong[^>]*>([A-Z0-9-]{14})<', answer.content.decode())
    return found[1] if found else ""


@pytest.mark.parametrize("address", PAGES)
def test_its_pages_leave_nothing_on_the_device_and_tell_nothing_by_title_or_address(client, address):
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200 and not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert re.search("<title>(.*?)</title>", page)[1] in ("Guía", "Guide")
    assert "data-leave" in page and "csrfmiddlewaretoken" not in page
    for attrs in Tags(page).of("script", "link"):
        assert attrs.get("src", attrs.get("href")).startswith(("/static/", "data:,"))
    assert not re.search("queja|complaint|denuncia", address)


def test_she_sends_it_gets_a_code_is_asked_and_answers_without_a_cookie(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/guia/voz/", form(), headers={"Sec-Fetch-Site": "same-origin"})
    code = code_in(answer)
    assert plain_code(code) and not answer.cookies and not client.cookies
    assert TOLD not in answer.content.decode()
    one = Complaint.objects.get()
    actions.step(
        actor=cast.sofia.actor,
        complaint=one,
        to="needs_answer",
        code="ask_when",
        text="Nos ayuda a preguntar.",
        at=timezone.now(),
    )
    typed = {"code": code.lower().replace("-", " ")}
    page = client.post("/guia/voz/clave/", typed).content.decode()
    assert "¿Recuerda qué día fue" in page and "Nos ayuda a preguntar." in page and TOLD not in page
    client.post(
        "/guia/voz/clave/",
        typed | {"do": "reply", "reply": "not_known", "text": "En mayo.", "once": str(uuid.uuid4())},
    )
    one.refresh_from_db()
    assert one.state == "in_review" and one.words.count() == 2 and not client.cookies
    english = client.post("/guia/en/voz/clave/", typed).content.decode()
    assert "It is being looked into" in english and "I do not know" in english


def test_a_form_sent_twice_over_a_broken_line_is_one_complaint_with_the_same_code(cast, client):
    sent = form()
    assert code_in(client.post("/guia/voz/", sent)) == code_in(client.post("/guia/voz/", sent)) != ""
    assert Complaint.objects.count() == 1
    assert code_in(client.post("/guia/voz/", form())) and Complaint.objects.count() == 2


def test_whoever_goes_back_to_a_shared_page_never_gets_the_code_of_whoever_wrote_before(cast, client):
    sent = form()
    first = code_in(client.post("/guia/voz/", sent))
    second = code_in(client.post("/guia/voz/", sent | {"what": "A mí me pidieron dinero."}))
    assert Complaint.objects.count() == 2 and first != second != ""
    said = {"code": first, "do": "reply", "once": sent["once"]}
    for text in ("En mayo.", "En mayo.", "Fue un lunes."):
        client.post("/guia/voz/clave/", said | {"text": text})
    assert Word.objects.count() == 2, "nothing of hers is dropped, and nothing is written twice"


def test_an_error_keeps_what_was_typed_and_nothing_is_stored(cast, client):
    page = client.post("/guia/voz/", form(category="")).content.decode()
    assert "Itzel Tlapalcoyoa" in page and "Elija una." in page and not Complaint.objects.exists()


def test_a_code_that_is_none_says_so_and_one_that_was_mistyped_says_that(cast, client):
    code = code_in(client.post("/guia/voz/", form()))
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    assert "Alguna letra no es" in client.post("/guia/voz/clave/", {"code": wrong}).content.decode()
    other = code_of_form(uuid.uuid4())
    page = client.post("/guia/voz/clave/", {"code": other})
    assert "No hay nada con esa clave" in page.content.decode() and not page.cookies


def test_after_a_while_she_is_asked_whether_anybody_makes_her_pay_for_it(cast, client):
    code = code_in(client.post("/guia/voz/", form()))
    assert "le trata peor" not in client.post("/guia/voz/clave/", {"code": code}).content.decode()
    soon = {"code": code, "do": "treated", "treated": "worse"}
    client.post("/guia/voz/clave/", soon)
    one = Complaint.objects.get()
    assert one.treated == ""
    one.ask_on = day_at(None, one.filed_at)  # not that of Greenwich
    one.save(update_fields=["ask_on"])
    assert "le trata peor" in client.post("/guia/voz/clave/", {"code": code}).content.decode()
    client.post("/guia/voz/clave/", soon)
    one.refresh_from_db()
    assert one.treated == "worse"


def test_that_all_is_well_is_no_last_word_and_that_it_is_worse_is_not_taken_back(cast, client):
    code = code_in(client.post("/guia/voz/", form()))
    Complaint.objects.update(ask_on="2026-01-01")
    said = {"code": code, "do": "treated"}
    client.post("/guia/voz/clave/", said | {"treated": "same", "once": str(uuid.uuid4())})
    assert "le trata peor" in client.post("/guia/voz/clave/", {"code": code}).content.decode()
    for word in ("worse", "same"):
        client.post("/guia/voz/clave/", said | {"treated": word, "once": str(uuid.uuid4())})
    assert Complaint.objects.get().treated == "worse"
    assert "le trata peor" not in client.post("/guia/voz/clave/", {"code": code}).content.decode()
