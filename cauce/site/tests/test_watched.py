"""The application counts what it answers, and tells whoever watches on a socket that no proxy leads to."""

from __future__ import annotations

import errno
import json
import logging
import socket
from types import SimpleNamespace

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from gunicorn import sock
from gunicorn.config import Config

from cauce.operations.watching import health, metrics, numbers
from cauce.site import watched
from cauce.site.logs import Lines, WebLogger

pytestmark = pytest.mark.django_db


def asked(path: str, listens: object = None, application=None) -> tuple[str, dict[str, str], bytes]:
    environ = RequestFactory().get(path).environ
    if listens is not None:
        environ["gunicorn.socket"] = SimpleNamespace(getsockname=lambda: listens)
    told = []
    answer = watched.watched(application or WSGIHandler())(environ, lambda *given: told.append(given))
    status, headers = told[0][:2]
    return status, dict(headers), b"".join(answer)


@pytest.fixture(autouse=True)
def own_numbers(tmp_path, settings, monkeypatch):
    settings.NUMBERS = tmp_path / "numbers"
    monkeypatch.setattr(health, "_last", None)
    # A request of its own ends the connections that are too old, in which this test lives.
    monkeypatch.setattr(watched, "close_old_connections", lambda: None)


@pytest.mark.parametrize(
    "listens", [None, ("127.0.0.1", 8000), "/run/cauce/web.sock", "/run/cauce/watch.sock.x"]
)
def test_on_every_other_socket_there_are_pages_and_no_numbers(listens):
    assert asked("/metrics", listens)[0].startswith("404")
    status, _, body = asked("/salud/viva/", listens)
    assert (status, body) == ("200 OK", b"ok")
    told = numbers.told()
    assert (told["requests 4xx"], told["requests 2xx"]) == (1, 1)


def test_on_its_own_socket_it_tells_numbers_and_causes_and_no_page_is_reached():
    def unreachable(*_):
        raise AssertionError

    here = "/run/cauce/watch.sock"
    status, headers, body = asked("/metrics", here, unreachable)
    assert status == "200 OK" and headers["Content-Type"] == metrics.TYPE and b"cauce_ready 0.0" in body
    status, _, body = asked("/salud/", here, unreachable)
    told = json.loads(body)
    assert status.startswith("503") and told["ready"] is False
    assert [one["name"] for one in told["causes"] if one["stops"]] == ["loop"]
    assert {"es", "en", "cure_es", "cure_en"} <= told["causes"][0].keys()
    assert asked("/casos/", here, unreachable)[0].startswith("404")
    assert numbers.told()["requests 2xx"] == 0, "who watches is not counted"


def test_statements_are_counted_and_what_breaks_or_takes_long_leaves_the_name_of_its_page(
    caplog, monkeypatch
):
    def application(environ, start):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        start("503 Service Unavailable", [])
        return [b""]

    with caplog.at_level(logging.WARNING, "cauce.requests"):
        asked("/campo/un-secreto/formList", None, application)
    assert numbers.told()["queries"] == 2 and numbers.told()["requests 5xx"] == 1
    line = json.loads(Lines().format(caplog.records[-1]))
    assert (line["route"], line["status"], line["queries"]) == ("openrosa:form_list", 503, 2)
    assert line["seconds"] < 2 and "un-secreto" not in str(line)
    monkeypatch.setattr(watched, "SLOW", 0.0)
    with caplog.at_level(logging.WARNING, "cauce.requests"):
        asked("/salud/viva/")
    assert json.loads(Lines().format(caplog.records[-1]))["route"] == "alive"


def test_a_port_that_is_taken_is_said_once_with_its_cure(capsys, monkeypatch):
    monkeypatch.setattr(sock.time, "sleep", lambda seconds: None)
    config = Config()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        config.set("bind", [address])
        with pytest.raises(SystemExit) as ended:
            sock.create_sockets(config, WebLogger(config))
    said = capsys.readouterr().err
    assert ended.value.code == 1 and errno.EADDRINUSE
    assert said.count("Otro programa ya escucha ahí; nada se perdió.") == 1
    assert said.count("Another program listens there already; nothing is lost.") == 1
    assert "PORT=8001 ./run" in said and address.partition(":")[2] in said
