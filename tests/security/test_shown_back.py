"""What is shown back to the writer is never what opens the door."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.test import Client, RequestFactory

import cauce
from cauce.site.middleware import typed

SECRETS = ("current-password", "new-password", "one-time-code")


def test_it_shows_no_password_back_on_a_sign_in_page_that_was_open_too_long(db):
    form = {"username": "ines", "password": "una frase larga de prueba"}
    answer = Client(enforce_csrf_checks=True).post("/entrar/", form)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "ines" in page and form["password"] not in page


@pytest.mark.parametrize(
    ("address", "secrets"),
    [
        ("/cuenta/contrasena/", ("current", "new", "again")),
        ("/entrar/alta/", ("invitation",)),
        ("/entrar/alta/elegir/", ("new", "again")),
        ("/casos/00000000-0000-4000-8000-000000000000/reserva/", ("passphrase", "again")),
    ],
)
def test_it_shows_nothing_back_that_was_typed_unseen_or_opens_once(db, address, secrets):
    """A passphrase of a reserved part opens it for whoever reads it over her shoulder."""
    form = dict.fromkeys(secrets, "cuatro palabras que abren") | {"text": "Lo que contó."}
    answer = Client(enforce_csrf_checks=True).post(address, form)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Lo que contó." in page and "cuatro palabras" not in page


def of_the_house() -> Iterator[type[forms.Form]]:
    """Every form there is."""
    root = Path(cauce.__file__).parent
    for path in sorted(root.rglob("*.py")):
        if "forms" in path.name or path.is_relative_to(root / "desk") and "tests" not in path.parts:
            import_module(".".join(("cauce", *path.relative_to(root).with_suffix("").parts)))
    left = [forms.Form]
    while left:
        left += (found := left.pop()).__subclasses__()
        if found.__module__.startswith("cauce."):
            yield found


def secret(fields: dict[str, forms.Field]) -> set[str]:
    """Names of what is typed unseen, or is a code of one moment."""
    return {
        name
        for name, field in fields.items()
        if isinstance(field.widget, forms.PasswordInput) or field.widget.attrs.get("autocomplete") in SECRETS
    }


def test_no_form_of_the_house_has_a_secret_under_a_name_that_is_shown_back():
    # The code of a link or of an address stands readable in its box; reasons bear that name as well.
    found = {name for form in of_the_house() for name in secret(form.base_fields)} - {"code"}
    assert {"password", "passphrase", "new", "one_time_code"} <= found
    asked = RequestFactory().post("/", dict.fromkeys(found, "x") | {"text": "y"})
    assert typed(asked) == [("text", "y")]
    new = {"pin": forms.CharField(widget=forms.PasswordInput), "why": forms.CharField()}
    assert secret(new) == {"pin"}, "a new one would be found"
