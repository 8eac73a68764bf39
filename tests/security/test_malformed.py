"""Malformed requests do not break the server: no 500, the same workers, hardly more memory.

A thousand here; ``FAULTS=full`` sends ten thousand.
"""

from __future__ import annotations

import os
import re
from urllib.parse import urlencode

import pytest

from tests.architecture.walking import FORM, filled, routes

from .malformed import ROOT, TOKEN, Attacker, ask
from .malformed_server import Server, storm

pytestmark = pytest.mark.own_database

MANY = 10_000 if os.environ.get("FAULTS") == "full" else 1_000
WARM, MOST_GROWTH = 300, 50 * 1024 * 1024


def names() -> list[str]:
    """Names of fields of the forms there are, as far as the code tells, and some of no form."""
    found = set(FORM) | {
        "csrfmiddlewaretoken",
        "once",
        "next",
        "language",
        "start",
        "nada",
        "",
        "a[b]",
    }
    house = ROOT / "cauce"
    handing = list(house.rglob("exports/handing.py"))
    for path in (*(house / "desk").rglob("*.py"), *(house / "ui").rglob("*.py"), *handing):
        found |= set(re.findall(r"^    (\w+) = (?:forms|\w+)\.\w*Field", path.read_text(), re.M))
        found |= set(re.findall(r"(?:GET|POST)\.get(?:list)?\(\"(\w+)\"", path.read_text()))
    return sorted(found)


@pytest.fixture(scope="module")
def served(tmp_path_factory, stages):
    server = Server(tmp_path_factory.mktemp("server"))
    session = server.prepare()
    server.warm(session, pages())
    server.start("tests.security.warmed")
    yield server, session
    server.stop()


def pages() -> list[str]:
    """Every address; but starting over would take the session away, and signing out too, and whether people
    can work is answered with 503 where nothing goes round."""
    return sorted(filled(a) for n, a in routes() if n not in ("demo:reset", "close", "leave", "ready"))


def attacks(session: str, seed: int, many: int):
    maker = Attacker(pages(), names(), session, seed)
    return (maker.request() for _ in range(many))


def is_signed_in(server: Server, session: str) -> bool:
    asked = f"GET /pendientes/ HTTP/1.1\r\nHost: localhost\r\nCookie: {session}\r\nConnection: close\r\n\r\n"
    return ask(server.port, asked.encode()) == 200


def test_malformed_requests_break_nothing(served):
    server, session = served
    assert is_signed_in(server, session), "only the door would be tried"
    # What each thread of a worker holds from its first page on is no growth either.
    every = (
        f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Cookie: {session}\r\n\r\n".encode()
        for address in pages()
    )
    storm(server, every)
    storm(server, attacks(session, 1, WARM))
    workers, before = server.workers(), server.memory()
    answers, broke = storm(server, attacks(session, 2, MANY))
    print(f"\n{MANY} malformed: {dict(answers)}; {server.memory() - before:+} bytes")
    assert broke == [], broke[0][:600]
    assert not any(status > 500 for status in answers)
    assert server.workers() == workers, f"a worker died: {server.said()}"
    assert server.memory() - before < MOST_GROWTH
    assert answers[200] + answers[302] > MANY / 50, "nothing got as far as a page"
    assert answers[400] and answers[404] and answers[403]
    assert is_signed_in(server, session), "somewhere on the way only the door was tried"


def _language(kind: str) -> tuple[str, bytes]:
    """A form that needs no more than its token, as a browser packs it: its type and its body."""
    fields = {"csrfmiddlewaretoken": TOKEN, "next": "/entrar/", "language": "en"}
    if kind == "text":
        return "application/x-www-form-urlencoded", urlencode(fields).encode()
    parts = "".join(
        f'--limite\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return "multipart/form-data; boundary=limite", f"{parts}--limite--\r\n".encode()


@pytest.mark.parametrize(
    "kind",
    [
        "boundary=limite",
        'boundary="limite"',
        'charset="UTF-8"; boundary="limite"',
        "boundary=limite; charset=utf-8",
    ],
)
@pytest.mark.parametrize("how", ["whole", "in pieces"])
def test_a_form_is_taken_however_its_boundary_is_written_and_its_length_is_said(served, kind, how):
    server, _ = served
    _, body = _language("parts")
    said = f"Content-Length: {len(body)}"
    if how == "in pieces":
        said = "Transfer-Encoding: chunked"
        body = b"".join(b"1\r\n%c\r\n" % one for one in body) + b"0\r\n\r\n"
    head = (
        f"POST /idioma/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={TOKEN}\r\n"
        f"Content-Type: multipart/form-data; {kind}\r\n{said}\r\nConnection: close\r\n\r\n"
    )
    assert ask(server.port, head.encode() + body) == 302
    assert how == "whole" or ask(server.port, head.encode() + body[:-30]) == 400, "cut off"


@pytest.mark.parametrize("kind", ["text", "parts"])
def test_a_form_that_was_cut_off_on_its_way_is_done_at_no_byte(served, kind):
    """Read as if it were whole, the first half of an account would be saved, and its key be used up."""
    server, _ = served
    mime, body = _language(kind)

    def sent(much: int) -> int:
        head = (
            f"POST /idioma/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={TOKEN}\r\n"
            f"Content-Type: {mime}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        return ask(server.port, head.encode() + body[:much])

    assert sent(len(body)) == 302
    assert {much: code for much in range(len(body)) if (code := sent(much)) != 400} == {}


def test_the_same_requests_break_a_naive_page(served):
    naive = Server(served[0].folder, settings="tests.security.naive")
    naive.start()
    try:
        answers, broke = storm(naive, attacks("sesion=nada", 2, 200))
    finally:
        naive.stop()
    assert len(broke) > 5, answers
