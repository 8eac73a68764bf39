"""What is shown back to the writer is never what opens the door."""

from __future__ import annotations

from django.test import Client


def test_it_shows_no_password_back_on_a_sign_in_page_that_was_open_too_long(db):
    form = {"username": "ines", "password": "una frase larga de prueba"}
    answer = Client(enforce_csrf_checks=True).post("/entrar/", form)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "ines" in page and form["password"] not in page
