"""What ``cauce doctor`` says of a server: what is missing, each with its cure; of what is there, nothing."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from django.core.management import call_command
from django.db import connection

from cauce.cases.actions import order_rotation
from cauce.custody.keystore import escrow
from cauce.operations.backup import age
from cauce.operations.doctor import looking, machine, proxy
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.actions import add_user
from tests.deploy.test_postgres_roles import SCRIPT

AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def ids(check, at: dt.datetime = AT) -> list[str]:
    """Which sentences a check says, by where they point."""
    return [one.where for one in check(at)]


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant(monkeypatch):
    monkeypatch.setenv("CAUCE_HOTS", "cauce.example")
    [said] = [one for one in looking._settings(AT) if one.where == "CAUCE_HOTS"]
    assert "CAUCE_HOSTS" in said.es and "CAUCE_HOSTS" in said.en
    assert "/etc/cauce/environment" in said.cure_es and "restart" in said.cure_en


def test_without_a_recipient_or_with_one_that_is_none_it_says_how_one_is_made(settings):
    secret, whom = age.new_pair()
    for given in ("", "age1nada", secret):
        settings.BACKUP_RECIPIENT = given
        [said] = looking._recipient(AT)
        assert said.where == "CAUCE_BACKUP_RECIPIENT"
        assert "--new-recipient" in said.cure_es and "--new-recipient" in said.cure_en
        assert secret not in said.text("es") + said.text("en")
    settings.BACKUP_RECIPIENT = whom
    assert list(looking._recipient(AT)) == []


def test_a_root_in_no_envelope_is_told_until_both_handings_out_were_done(monkeypatch):
    with monkeypatch.context() as nobody:
        nobody.setattr(escrow, "escrow_public", lambda: None)
        assert ids(looking._envelopes) == ["KEYSTORE_ROOT", "KEYSTORE_URL"]
    order_rotation(actor=SYSTEM, what="root")
    escrow.new_escrow()
    assert ids(looking._envelopes) == ["KEYSTORE_ROOT"], "that was the escrow alone"
    order_rotation(actor=SYSTEM, what="root")
    assert ids(looking._envelopes) == []


def test_anchors_and_list_beside_the_data_or_in_a_place_that_cannot_be_written(
    settings, tmp_path, monkeypatch
):
    settings.VAR = settings.JOURNAL_ANCHORS = tmp_path
    settings.RETENTION_LEDGER = tmp_path / "new/list.jsonl"
    assert ids(looking._places) == ["RETENTION_LEDGER", "JOURNAL_ANCHORS"]
    monkeypatch.setattr(looking.os, "access", lambda *_: False)
    assert "no se puede escribir" in next(iter(looking._places(AT))).es.lower()


def test_a_role_that_may_rewrite_the_journal_is_told_on_postgresql():
    if connection.vendor != "postgresql":
        assert ids(looking._role) == []  # a file has no roles
        return
    assert ids(looking._role) == ["DATABASE_URL"], "a superuser may everything"
    with connection.cursor() as cursor:
        cursor.execute(SCRIPT)
        cursor.execute("SET LOCAL ROLE cauce_app")
        assert ids(looking._role) == []
        cursor.execute("RESET ROLE; GRANT cauce_owner TO cauce_app; SET LOCAL ROLE cauce_app")
        assert ids(looking._role) == ["DATABASE_URL"], "a right that an upgrade left"


def test_units_that_do_not_run_and_a_clock_that_follows_nobody(monkeypatch, tmp_path):
    says = {
        "is-enabled": ["enabled"],
        "is-active": ["active", "failed", "active", "inactive"],
        "show": ["no"],
    }
    monkeypatch.setattr(machine, "RUNNING", tmp_path)
    monkeypatch.setattr(machine, "_says", lambda *words: says[words[1]])
    assert ids(machine.units) == ["cauce.service", "cauce-backup.timer"]
    assert ids(machine.clock) == ["timedatectl"]
    says["is-enabled"], says["show"] = ["not-found"], ["yes"]
    assert ids(machine.units) == ids(machine.clock) == []


class Pages(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def browsers(settings, tmp_path, monkeypatch) -> Iterator[type[Pages]]:
    """Somebody who answers with TLS on this machine, with a certificate of its own of 30 days."""
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
    subprocess.run(
        ["openssl", "req", "-x509", *new, "-subj", "/CN=cauce.example", "-keyout", "key", "-out", "cert"]
        + ["-addext", "subjectAltName=DNS:cauce.example"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        monkeypatch.setattr(proxy, "PORT", server.server_port)
        monkeypatch.setattr(proxy, "CERTIFICATE", tmp_path / "cert")
        settings.PROXIES, settings.ALLOWED_HOSTS = 1, ["cauce.example"]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield Pages
        server.shutdown()


def test_the_proxy_is_asked_as_a_browser_asks_and_its_certificate_looked_at(browsers, settings, monkeypatch):
    now = dt.datetime.now(dt.UTC)
    assert ids(proxy.reached) == []
    assert ["provisional" in one.en for one in proxy.certificate(now)] == [True]
    assert [one.where for one in proxy.certificate(now + dt.timedelta(20))] == ["cauce.example"] * 2
    monkeypatch.setattr(browsers, "status", 502)
    [said] = proxy.reached(AT)
    assert "502" in said.es and "cauce.socket" in said.cure_es and "www-data" in said.cure_en
    settings.ALLOWED_HOSTS = ["otra.example"]
    [said] = proxy.certificate(now)
    assert "otra.example" in said.en and ids(proxy.reached) == []
    monkeypatch.setattr(proxy, "PORT", 9)
    [said] = proxy.reached(AT)
    assert "nginx -t" in said.cure_es


def test_the_command_says_what_stops_first_in_both_languages_and_ends_with_one(capsys, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    for language, stops, tells in (("es", "DETIENE", "falta"), ("en", "STOPS", "missing")):
        with pytest.raises(SystemExit) as end:
            call_command("doctor", language=language)
        lines = capsys.readouterr().out.splitlines()
        assert end.value.code == 1 and lines[0].startswith(stops)
        kinds = [line.split()[0] for line in lines[:-1]]
        assert kinds == sorted(kinds, key=lambda one: one != stops) and tells in kinds
    with pytest.raises(SystemExit):
        call_command("doctor", json=True)
    names = {one["name"] for one in json.loads(capsys.readouterr().out)}
    assert {"assets", "invented", "recipient"} <= names


def test_a_database_in_which_somebody_works_is_not_untouched(capsys):
    call_command("doctor", untouched=True)
    add_user(actor=SYSTEM, username="bruno", display_name="Bruno Salas")
    with pytest.raises(SystemExit) as end:
        call_command("doctor", untouched=True)
    assert end.value.code == 2 and "nadie ha trabajado" in capsys.readouterr().err
