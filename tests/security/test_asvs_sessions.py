"""Sessions: tokens nobody guesses, a way out on every page, and a proof before others are closed."""

from __future__ import annotations

import datetime as dt
import math
import re
import string
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone

from cauce.custody.journal.models import Entry
from cauce.site.routes import OPEN_ROUTES
from cauce.staff.accounts.browsers import new_token
from cauce.staff.accounts.models import SignIn
from cauce.staff.accounts.tests.people import enter, is_in, proved, with_sheet
from tests import quickcast
from tests.architecture.walked import PLAINLY, walked
from tests.architecture.walking import houston
from tests.sharing import own

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
LEAST = 128  # bits


def bits(tokens: list[str], alphabet: str) -> float:
    """How many bits a token holds, drawn from an alphabet all of whose letters are seen."""
    assert set("".join(tokens)) == set(alphabet)
    return len(tokens[0]) * math.log2(len(alphabet))


def test_no_token_of_a_session_or_a_browser_is_guessed_or_comes_twice():
    names = []
    for _ in range(300):
        store = SessionStore()
        store.create()
        names.append(store.session_key)
    browsers = [new_token() for _ in range(300)]
    assert len(set(names)) == len(set(browsers)) == 300
    assert bits(names, string.ascii_lowercase + string.digits) >= LEAST
    assert bits(browsers, string.ascii_letters + string.digits + "-_") >= LEAST


WAYS_OUT = ('action="/cerrar/"', "data-leave")
RESTS = re.compile(r'data-rest="(\d+)" data-longest="(\d+)" data-who="[0-9a-f]{16}"')


@pytest.fixture(scope="module")
def world(module_db):
    """The cast and one thing of each kind of Houston, made once for all who look at them."""
    cast = quickcast.build()
    return SimpleNamespace(cast=cast, ids=houston(cast))


@pytest.fixture
def cast(db, world):
    return own(world.cast)


@pytest.mark.parametrize("who", ["ines", "lucia", "bruno", "clara", "sofia", "raul"])
def test_every_page_of_whoever_signed_in_shows_the_way_out(world, who):
    """To sign out, to leave at once, and after how long it leaves the screen by itself."""
    rests = (str({"clara": 11 * 60}.get(who, 16 * 60)), str(10 * 3600))
    shown, without = 0, []
    for answer in walked(who, PLAINLY, lambda: world):
        name, page = answer.name, answer.page
        if name in OPEN_ROUTES:
            continue
        assert answer.placed, name
        if answer.status_code != 200 or not page.lstrip().startswith("<!DOCTYPE html>"):
            continue
        shown += 1
        found = RESTS.search(page)
        if found is None or found.groups() != rests:
            without.append(f"{name} rests {found and found.groups()}")
        if 'class="letterhead"' not in page and "print" in page:
            continue  # a sheet for paper, opened beside its page
        if not all(way in page for way in WAYS_OUT):
            without.append(name)
    assert without == [] and shown > 3


def test_closing_sessions_asks_first_who_is_at_the_keyboard(cast, real):
    """Whoever found a screen open does not throw its owner out of her other browsers."""
    here, there = Client(), Client()
    sheet = with_sheet(cast.lucia)
    enter(here, "lucia", sheet[0])
    enter(there, "lucia", sheet[1])
    other = SignIn.objects.order_by("begun_at")[1]
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6), tick=True):
        for address in (f"/cuenta/sesiones/{other.id}/", "/cuenta/sesiones/"):
            assert here.post(address)["Location"].startswith("/comprobar/")
        assert is_in(there)
        here.post("/comprobar/", {"one_time_code": sheet[2]})
        here.post("/cuenta/sesiones/")
        assert is_in(here) and not is_in(there)


def test_an_administrator_ends_every_session_of_somebody_at_once(cast, real):
    """By suspending the account: one person is enough."""
    hers, browsers = with_sheet(cast.lucia), [Client(), Client()]
    for client, code in zip(browsers, hers, strict=False):
        enter(client, "lucia", code)
        assert is_in(client)
    desk = Client()
    real.BARE_SESSIONS = True
    desk.force_login(cast.bruno.user)
    proved(desk)
    answer = desk.post("/cuenta/personas/lucia/", {"do": "suspend"})
    assert answer.status_code == 302
    real.BARE_SESSIONS = False
    assert not any(is_in(client) for client in browsers)
    assert not SignIn.objects.filter(user=cast.lucia.user, ended_at__isnull=True).exists()


def test_every_sign_in_and_every_failure_is_written_with_how(cast, real):
    client, sheet = Client(), with_sheet(cast.lucia)
    last = Entry.objects.order_by("-id")[0].id  # of what the world took to make
    enter(client, "lucia", "AAAAA-AAAAA")
    refused = Entry.objects.filter(kind="refused", what="session.open", id__gt=last)
    assert refused.count() == 1 and refused.get().at and refused.get().detail["reason"]
    enter(client, "lucia", sheet[0])
    opened = Entry.objects.filter(kind="act", what="session.open", id__gt=last).get()
    assert opened.detail["way"] == "codes" and opened.actor == str(cast.lucia.user.id)
    client.post("/comprobar/", {"one_time_code": sheet[1]})
    proofs = Entry.objects.filter(kind="act", detail__way="codes", id__gt=last)
    proofs = proofs.exclude(what="session.open")
    assert proofs.exists(), "the second proof, with its way"
    assert re.fullmatch(r"[0-9a-f-]{36}", opened.detail["session"])
