"""Passwords, codes and keys: taken as typed, never guessed from, made of real chance, and no others."""

from __future__ import annotations

import ast
import base64
import datetime as dt
import gzip
import math
import re
from pathlib import Path
from typing import get_args

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.test import Client

from cauce.rules import passwords
from cauce.rules.passwords import WeakPassword
from cauce.rules.signin import Way
from cauce.staff.accounts import codes, secrets
from cauce.staff.accounts.signing_in import refuse_common
from cauce.staff.accounts.tests.people import enter, is_in, proved, with_sheet
from cauce.staff.offices.models import User
from tests.architecture.reading import CAUCE, code, named, nodes, short
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
INPUT = re.compile(r"<input\b[^>]*>")


def test_a_password_is_masked_and_may_be_filled_in_by_a_manager(cast):
    client = Client()
    client.force_login(cast.lucia.user)
    proved(client)
    pages = [Client().get("/entrar/"), client.get("/cuenta/contrasena/")]
    found = {}
    for page in pages:
        for tag in INPUT.findall(page.content.decode()):
            name = re.search(r'name="(\w+)"', tag)
            if name and name[1] in ("password", "current", "new", "again"):
                found[name[1]] = tag
    assert set(found) == {"password", "current", "new", "again"}
    for name, tag in found.items():
        kind = "new-password" if name in ("new", "again") else "current-password"
        assert 'type="password"' in tag and f'autocomplete="{kind}"' in tag
    for script in named(".js", under=CAUCE):
        assert not re.search(r"paste|oncopy|keydown.*ctrl", script.read_text("utf-8")), script


EXACT = [
    " Vela roja bajo el Puente ",
    "ñandú 🦤 corre sin zapatos",
    "v" + "ela roja bajo " * 17 + "z",
]


@pytest.mark.parametrize("password", EXACT, ids=["blanks and capitals", "any sign", "240 letters"])
def test_a_password_counts_exactly_as_it_was_typed(cast, real, password):
    """Nothing is cut, trimmed or turned into small letters, when it is given and when it is used."""
    sheet = with_sheet(cast.lucia)
    client = Client()
    enter(client, "lucia", sheet[0])
    given = {"current": PASSWORD, "new": password, "again": password}
    assert client.post("/cuenta/contrasena/", given).status_code == 302
    for wrong in {password.strip(), password.lower(), password[:-1], password[:64]} - {password}:
        assert enter(Client(), "lucia", sheet[1], wrong).status_code == 200
    cast.lucia.user.refresh_from_db()
    assert cast.lucia.user.check_password(password)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1), tick=True):
        assert enter(Client(), "lucia", sheet[1], password).status_code == 302


def test_a_password_stays_good_for_years(cast, real):
    sheet = with_sheet(cast.lucia)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=3 * 365), tick=True):
        client = Client()
        assert enter(client, "lucia", sheet[0]).status_code == 302 and is_in(client)


def known_passwords() -> list[str]:
    """The list that Django ships: the 20,000 most used ones of what was stolen and published."""
    path = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]


def test_no_password_of_the_published_lists_is_taken(cast):
    known = known_passwords()
    assert len(known) > 15_000
    taken = []
    for one in known:
        try:
            passwords.check_password(one)
        except WeakPassword:
            continue
        try:
            refuse_common(one, cast.lucia.user)
        except WeakPassword:
            continue
        taken.append(one)
    assert taken == []
    with pytest.raises(WeakPassword):
        refuse_common("1q2w3e4r5t6y", cast.lucia.user)


def test_a_new_installation_has_no_account_at_all(db):
    assert not User.objects.exists()


# A way to be reached or recognised that somebody else can read, or guess from what they know.
WEAK = re.compile(r"mail|hint|question|answer|secret_word|sms|birth|phone")


def test_nobody_proves_who_they_are_by_mail_telephone_or_what_others_know():
    models = [*apps.get_app_config("accounts").get_models(), User]
    fields = [f"{m.__name__}.{f.name}" for m in models for f in m._meta.get_fields()]
    assert len(fields) > 30 and [one for one in fields if WEAK.search(one)] == []
    assert set(get_args(Way)) == {"key", "app", "codes", "ministry", "demo"}
    assert WEAK.search("User.email")


def chance(module: ast.Module) -> list[int]:
    """Lines that take chance from where it can be foretold."""
    return [
        node.lineno
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("random", "numpy.random")
    ]


def test_no_secret_is_made_of_chance_that_can_be_foretold():
    found = [short(path) for path, module in code(CAUCE / "staff/accounts") if chance(module)]
    assert found == ["cauce/staff/accounts/slots.py"], "turns at hashing, no secret"
    assert chance(ast.parse("random.choice(a)"))
    made = {codes.new_secret() for _ in range(200)}
    assert len(made) == 200 and {len(one) for one in made} == {20}
    printed = {secrets.new_code() for _ in range(200)}
    assert len(printed) == 200


def test_a_printed_code_holds_fifty_bits_and_an_enrolment_code_seventy_five():
    bits = math.log2(len(set(secrets.ALPHABET)))
    for groups, least in ((2, 50), (3, 75)):
        letters = secrets.new_code(groups).replace("-", "")
        assert set(letters) <= set(secrets.ALPHABET) and len(letters) * bits >= least


def test_each_question_to_a_key_is_long_and_never_asked_again():
    asked = [Client().post("/entrar/llave/").json()["challenge"] for _ in range(50)]
    raw = [base64.urlsafe_b64decode(one + "=" * (-len(one) % 4)) for one in asked]
    assert len(set(raw)) == 50 and min(map(len, raw)) >= 16


def test_the_hash_of_a_password_has_a_salt_of_its_own(settings):
    settings.PASSWORD_HASHERS = ["cauce.staff.accounts.hashers.Argon2"]
    first, second = (
        make_password("vela roja bajo el puente"),
        make_password("vela roja bajo el puente"),
    )
    assert first != second


def test_the_clock_of_a_browser_says_nothing_about_a_code(cast, real):
    """Whatever the request tells of its time, the code of another minute is none."""
    from cauce.staff.accounts.tests.people import code_now, with_app

    secret = with_app(cast.lucia)
    old = code_now(secret, -20)
    then = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=10)
    told = {
        "Date": then.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "X-Time": str(int(then.timestamp())),
    }
    client = Client()
    answer = enter(client, "lucia", old, headers=told, time=str(int(then.timestamp())))
    assert answer.status_code == 200 and not is_in(client)
