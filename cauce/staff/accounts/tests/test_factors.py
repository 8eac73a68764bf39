"""One's own keys, app, sheet and password: added with a fresh proof, never the last one removed."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from cauce.custody.keystore import KeyGone, unseal
from cauce.staff.accounts.models import App, Key, PrintedCode
from cauce.staff.notices.models import Message
from tests.authenticator import SoftKey
from tests.cast import PASSWORD

from .people import enter, is_in, proved, with_app, with_key, with_sheet

pytestmark = pytest.mark.django_db
NEW = "vela roja bajo el puente"


def signed(member) -> Client:
    client = Client()
    client.force_login(member.user)
    proved(client)
    return client


def test_it_asks_for_a_fresh_proof_before_each_change(cast):
    client = Client()
    client.force_login(cast.lucia.user)
    for address in ("llaves/nueva/", "aplicacion/", "codigos/", "contrasena/"):
        for ask in (client.get, client.post):
            assert ask(f"/cuenta/{address}")["Location"].startswith("/comprobar/"), address
    assert client.post("/cuenta/llaves/pregunta/").status_code == 302


def test_an_app_is_kept_only_once_it_showed_a_right_code(cast):
    import base64
    import time

    from cauce.staff.accounts.codes import STEP, _totp  # the app on the telephone

    client = signed(cast.lucia)
    page = client.get("/cuenta/aplicacion/").content.decode()
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    secret = base64.b32decode(letters)
    assert client.post("/cuenta/aplicacion/", {"one_time_code": "000000"}).status_code == 200
    assert not App.objects.exists()
    code = _totp(secret).generate(int(time.time()) // STEP * STEP).decode()
    assert client.post("/cuenta/aplicacion/", {"one_time_code": code}).status_code == 302
    assert letters not in str(App.objects.values()) and secret not in bytes(App.objects.get().secret)
    assert letters not in str(dict(client.session.items()))


def test_the_secret_of_an_app_is_destroyed_with_it(cast, django_capture_on_commit_callbacks):
    with_app(cast.lucia)
    with_sheet(cast.lucia)
    app = App.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        signed(cast.lucia).post("/cuenta/aplicacion/", {"do": "remove"})
    with pytest.raises(KeyGone):
        unseal(app.id, "x", bytes(app.secret))


@pytest.mark.parametrize("username", ["bruno", "elena", "sofia", "aurora"])
def test_a_privileged_role_is_offered_no_app_and_no_sheet(cast, username):
    client = signed(getattr(cast, username))
    assert client.get("/cuenta/aplicacion/").status_code == 404
    assert client.post("/cuenta/codigos/", {"do": "print"}).status_code == 404
    assert not App.objects.exists() and not PrintedCode.objects.exists()
    page = client.get("/cuenta/").content.decode()
    assert "Hoja de códigos" not in page and "Aplicación de códigos" not in page


def test_the_sheet_is_shown_once_and_kept_as_digests(cast):
    client = signed(cast.lucia)
    page = client.post("/cuenta/codigos/", {"do": "print"}).content.decode()
    codes = re.findall(r"<code>([A-Z2-9]{5}-[A-Z2-9]{5})</code>", page)
    assert len(codes) == 10
    assert not any(code in client.get("/cuenta/codigos/").content.decode() for code in codes)
    assert not any(code in str(list(PrintedCode.objects.values())) for code in codes)
    assert "Cauce" not in page.partition("<h1")[2].partition("</main")[0]


def test_another_sheet_ends_the_one_before(cast, real):
    old, new = with_sheet(cast.lucia), with_sheet(cast.lucia)
    assert enter(Client(), "lucia", old[0]).status_code == 200
    assert enter(Client(), "lucia", new[0]).status_code == 302


def test_a_key_is_named_renamed_and_removed_but_never_the_last(cast):
    with_key(cast.bruno)
    client = signed(cast.bruno)
    first = Key.objects.get()
    client.post(f"/cuenta/llaves/{first.id}/", {"do": "rename", "name": "la del cajón"})
    assert "la del cajón" in client.get("/cuenta/").content.decode()
    page = client.post(f"/cuenta/llaves/{first.id}/", {"do": "remove"}, follow=True)
    assert "Es su única forma" in page.content.decode() and Key.objects.exists()
    with_key(cast.bruno)
    client.post(f"/cuenta/llaves/{first.id}/", {"do": "remove"})
    assert Key.objects.exclude(id=first.id).count() == 1 == Key.objects.count()


def test_a_sheet_of_another_time_does_not_stand_in_for_the_last_key(cast):
    """Aurora was at the window once: her old sheet opens nothing any more."""
    with_sheet(cast.aurora)
    with_key(cast.aurora)
    signed(cast.aurora).post(f"/cuenta/llaves/{Key.objects.get().id}/", {"do": "remove"})
    assert Key.objects.exists()


def test_the_key_of_another_is_not_there(cast):
    with_key(cast.bruno)
    client = signed(cast.sofia)
    for do in ("rename", "remove"):
        answer = client.post(f"/cuenta/llaves/{Key.objects.get().id}/", {"do": do, "name": "x"})
        assert answer.status_code == 404
    assert Key.objects.get().name == "llavero"


def test_the_same_key_is_not_enrolled_twice(cast):
    key = with_key(cast.bruno)
    client = signed(cast.sofia)
    asked = client.post("/cuenta/llaves/pregunta/").json()
    given = {"name": "x", "credential": key.make(asked)}
    assert client.post("/cuenta/llaves/nueva/", given).status_code == 200
    assert Key.objects.count() == 1


def test_a_new_password_ends_other_sessions_and_keeps_this_one(cast, real):
    sheet = with_sheet(cast.lucia)
    here, there = Client(), Client()
    enter(here, "lucia", sheet[0])
    enter(there, "lucia", sheet[1])
    given = {"current": PASSWORD, "new": NEW, "again": NEW}
    answer = here.post("/cuenta/contrasena/", given)
    assert answer.status_code == 302
    assert is_in(here) and not is_in(there)
    assert enter(Client(), "lucia", sheet[2], PASSWORD).status_code == 200
    assert enter(Client(), "lucia", sheet[2], NEW).status_code == 302
    assert Message.objects.filter(body__contains="contraseña").exists()


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("corta", "corta", "Es corta"),
        (NEW, NEW + "x", "No es la misma"),
        ("lucia robles consulado", "lucia robles consulado", "Se adivina"),
    ],
)
def test_a_weak_password_is_refused_with_its_cure_and_not_shown_back(cast, new, again, says):
    given = {"current": PASSWORD, "new": new, "again": again}
    page = signed(cast.lucia).post("/cuenta/contrasena/", given)
    text = page.content.decode()
    assert page.status_code == 200 and says in text and f'value="{new}"' not in text


def test_whoever_finds_a_screen_open_changes_no_password_without_the_one_of_now(cast, real):
    """Also right after signing in, when no other proof would be asked; and guessing has to wait."""
    sheet = with_sheet(cast.lucia)
    client = Client()
    enter(client, "lucia", sheet[0])
    for given in ({}, {"current": ""}, {"current": "otra frase cualquiera"}):
        page = client.post("/cuenta/contrasena/", {**given, "new": NEW, "again": NEW})
        assert page.status_code == 200
    assert "Esa no es su contraseña actual" in page.content.decode()
    for _ in range(5):
        page = client.post("/cuenta/contrasena/", {**given, "new": NEW, "again": NEW})
    assert "varios intentos" in page.content.decode()
    assert enter(Client(), "lucia", sheet[1], NEW).status_code != 302
    assert cast.lucia.user.check_password(PASSWORD)


def test_whoever_signs_in_with_a_key_alone_gives_a_first_password_without_one(cast):
    cast.lucia.user.set_unusable_password()
    cast.lucia.user.save()
    client = signed(cast.lucia)
    assert 'name="current"' not in client.get("/cuenta/contrasena/").content.decode()
    assert client.post("/cuenta/contrasena/", {"new": NEW, "again": NEW}).status_code == 302


def test_the_account_page_says_how_long_an_app_stands_in_for_a_key(cast):
    with_app(cast.ines)
    page = signed(cast.ines).get("/cuenta/").content.decode()
    assert "60 días más" in page or "59 días más" in page
    with_key(cast.ines)
    assert "días más" not in signed(cast.ines).get("/cuenta/").content.decode()


def test_nobody_sets_a_way_in_for_somebody_else_whatever_their_role(cast):
    from django.utils import timezone

    from cauce.custody.journal.door import ACTS, Absent
    from cauce.staff.accounts import actions as accounts
    from cauce.staff.accounts.webauthn import NewKey

    given = {
        "actor": cast.bruno.actor,
        "user": cast.aurora.user,
        "here": None,
        "at": timezone.now(),
    }
    for act, more in (
        (accounts.add_key, {"new": NewKey(b"k" * 16, b"", 0), "name": "x"}),
        (accounts.add_app, {"secret": b"s" * 20, "step": 0}),
        (accounts.print_codes, {}),
        (accounts.change_password, {"encoded": "!x"}),
    ):
        with pytest.raises(Absent):
            act(**given, **more)
    assert not Key.objects.exists() and not App.objects.exists()
    setting = [name for name in ACTS if name.startswith(("key.", "app.", "codes.", "password."))]
    # Destroying a key of the keystore is another matter, and takes two people.
    own = {name: ACTS[name] for name in setting if name.split(".")[1] in ("add", "print", "change")}
    assert len(own) == 4 and set(own.values()) == {"self"}


def test_an_app_whose_time_is_over_does_not_stand_in_for_the_last_key(cast):
    import datetime as dt

    from cauce.staff.accounts.models import Account

    with_app(cast.ines)
    with_key(cast.ines)
    Account.objects.update(key_due_on=dt.date(2026, 1, 1))
    signed(cast.ines).post(f"/cuenta/llaves/{Key.objects.get().id}/", {"do": "remove"})
    assert Key.objects.exists()


def test_too_many_keys_are_refused(cast):
    for _ in range(8):
        with_key(cast.bruno)
    client = signed(cast.bruno)
    asked = client.post("/cuenta/llaves/pregunta/").json()
    page = client.post("/cuenta/llaves/nueva/", {"name": "otra", "credential": SoftKey().make(asked)})
    assert "demasiadas" in page.content.decode() and Key.objects.count() == 8
