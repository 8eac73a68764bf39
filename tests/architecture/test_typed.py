"""Every form of the desk, sent while whatever it does is refused: the words typed are on the answer.

Forms are found on the pages themselves, and the pages in the map of addresses: nobody has to remember a
new one. A form with a button alone, or with choices, has nothing typed and is told apart by its fields.
"""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from cauce.content.errors import BadInput
from cauce.custody.journal import door
from cauce.rules.permissions import SYSTEM
from tests import quickcast
from tests.printing import printed_once

from .doors import EVERYBODY
from .matrix import PRINTED, WALKED, allowed, home
from .reading import CAUCE, named, short
from .reads import routes
from .typing_in import Form, forms_of
from .walking import PLACE, filled, houston, laredo

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
WHY = "Hoy no se puede."
# Whoever finds most forms goes first; whoever comes later opens what nobody before could.
FIRST = ("mateo", "ines", "aurora", "sofia")
PEOPLE = (*FIRST, *sorted(set(EVERYBODY) - set(FIRST)))
# What is typed here is looked up and never shown: it stands in the address of the answer, or is a code.
LOOKED_UP = {"account:people", "protection:search", "account:app", "step_up", "account:key_add"}
LINKS, TRIES = re.compile(r'href="([^"#]+)'), 3
KEYS = re.compile(r"^.*-(?=[a-z_]+$)")  # «keeping-interpreters», «contact-interpreters»: one form many times


# Buttons that are there to keep nothing of whoever preferred not to.
KEEPS_NOTHING = {("window:offer", "no")}
# Their form waits for something that the walk does not bring: a choice in the address, a state of its
# thing, a proof, a file. Each has its own tests.
ELSEWHERE = routes("""
    account: codes key_ask session_end sessions_end
    analyst: decide decide_estimate new
    appointments: day
    corrections: answers
    crews: join together
    directory: address unmet
    disclosures: authority demand log
    editions: new wording
    emergency_access: close identity
    field: device
    follow: voiding
    headquarters: slide
    joins: double_of list one
    kits: enter
    learning: certify
    letters: letter
    list_linkage: run
    machines: one
    mexico: ask sign
    notices: confirm
    outings: counts
    protection: card envelope export move refer screening
    window: offer
""")


@pytest.fixture(scope="module")
def world(module_db):
    cast = quickcast.build()
    ids = {"houston": houston(cast), "laredo": laredo(cast), "nothing": None}
    with printed_once():
        yield SimpleNamespace(cast=cast, ids=ids)


@pytest.fixture
def refused(monkeypatch) -> list[str]:
    """Every act of a person is refused from here on; the names of those that were."""
    names: list[str] = []
    claim = door._claim

    def refuse(key: UUID | None, actor, name: str):
        if actor.user == SYSTEM.user:
            return claim(key, actor, name)
        names.append(name)
        raise BadInput(WHY, "Not today.")

    monkeypatch.setattr(door, "_claim", refuse)
    return names


def signed_in(user) -> Client:
    """Who has just proved who they are: another page asks for that, and knows nothing of the form."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    session = client.session
    session["proved_at"] = int(time.time())
    session.save()
    return client


def methods(address: str) -> set[str]:
    """What a route is there for, as its decorators say; a view without any takes both."""
    view = resolve(filled(address)).func
    while view is not None:
        cells = zip(view.__code__.co_freevars, view.__closure__ or (), strict=True)
        for name, cell in cells:
            if name == "request_method_list":
                return set(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return {"GET", "POST"}


def pages(world, unfound: set[str]) -> Iterator[tuple[Client, str, str]]:
    """Each page of the house once, with somebody who may open it; and what a page links to, words after
    the question mark included, as long as a form of there was not found."""
    opened, asked, led_to = set[str](), Counter[str](), Counter[str]()
    for who in PEOPLE:
        client = signed_in(getattr(world.cast, who).user)
        waiting = [
            (route, filled(address, world.ids[whose]), asked)
            for route, address in WALKED
            if "GET" in methods(address)
            for whose in (home(who) if PLACE.search(address) else "nothing",)
            if route not in (opened - unfound) | PRINTED and allowed(route, who, whose)
        ]
        for route, here, counted in waiting:
            if route in opened - unfound or counted[route] == TRIES:
                continue
            counted[route] += 1
            with transaction.atomic():
                page = client.get(here)
                text = page.content.decode() if _is_page(page) else ""
                transaction.set_rollback(True)
            if not text:
                continue
            opened.add(route)
            yield client, here, text
            for link in LINKS.findall(text):
                there = urljoin(here, html.unescape(link))
                led = _route(there)
                if led in unfound - PRINTED and led_to[led] < TRIES:
                    waiting.append((led, there, led_to))


def _route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def _is_page(response) -> bool:
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


@dataclass
class Found:
    """``typed``: who sends each form in which words are typed, where to, once. ``unfound``: routes that
    take a form, and no page showed one."""

    typed: list[tuple[Client, str, Form]]
    unfound: set[str]


@pytest.fixture(scope="module")
def found(world) -> Found:
    seen: set[tuple] = set()
    found = Found([], {route for route, address in WALKED if "POST" in methods(address)})
    for client, here, page in pages(world, found.unfound):
        for form in forms_of(page):
            there = urljoin(here, form.action)
            route = _route(there)
            found.unfound.discard(route)
            mark = (
                route,
                *sorted(
                    {KEYS.sub("", one.name) + one.value for one in form.controls if one.kind != "hidden"}
                ),
            )
            if form.typed and route not in LOOKED_UP and mark not in seen:
                seen.add(mark)
                found.typed.append((client, there, form))
    return found


def test_what_somebody_typed_is_on_the_answer_of_every_act_that_is_refused(found, refused):
    lost, reached, tried = [], Counter[str](), 0
    for client, there, form in found.typed:
        for button, given, words in form.sent():
            refused.clear()
            with transaction.atomic():
                answer = client.post(there, given)
                text = "" if answer.streaming else html.unescape(answer.content.decode())
                transaction.set_rollback(True)
            tried += 1
            reached.update(refused[:1])
            gone = [name for name, word in words.items() if word not in text]
            if (_route(there), button) in KEEPS_NOTHING:
                continue
            if gone:
                lost.append(f"{there} {button}: {answer.status_code}, without {gone}")
            elif refused and WHY not in text:
                lost.append(f"{there} {button}: does not say why")
    assert lost == []
    assert tried > 110 and len(reached) > 70


def test_no_view_that_takes_a_form_is_forgotten(found):
    """A new view shows its form on a page of the walk, or somebody says here why it does not."""
    assert found.unfound <= ELSEWHERE, "no page of the walk shows their form"
    assert len(found.typed) > 100


SAID_ALONE = re.compile(r"messages\.error\(\s*request,\s*(?:words\(|say\(error|error\.text)")


def said_alone(files: list[tuple[str, str]]) -> list[str]:
    return [name for name, text in files if SAID_ALONE.search(text)]


def test_a_refusal_is_said_in_one_way_alone():
    """``refuse``: beside what was typed, or above the next page for a button; else it is let through."""
    pages = named(".py", under=CAUCE / "desk") + named(".py", under=CAUCE / "ui")
    views = [one for one in pages if "tests" not in one.parts]
    files = [(short(one), one.read_text("utf-8")) for one in views]
    assert said_alone(files) == ["cauce/ui/errors.py"]
    assert said_alone([("a.py", "messages.error(request, words(error))"), ("b.py", "x")]) == ["a.py"]
