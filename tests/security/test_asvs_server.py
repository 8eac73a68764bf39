"""The files that a server is set up with: no way out, no password, one address that is believed."""

from __future__ import annotations

import re

import pytest

from cauce.operations import checks
from cauce.site.lazy_addresses import mounted
from tests.architecture.reading import ROOT

UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
NGINX = (ROOT / "deploy/nginx/cauce.conf").read_text("utf-8")
PROXY = (ROOT / "deploy/nginx/cauce_proxy.conf").read_text("utf-8")
GUIDE = (ROOT / "docs/deploy.md").read_text("utf-8")
ROLES = (ROOT / "deploy/postgres/roles.sql").read_text("utf-8")
CLOSED = (
    "RestrictAddressFamilies=AF_UNIX",
    "IPAddressDeny=any",
    "ProtectSystem=strict",
    "NoNewPrivileges=yes",
    "CapabilityBoundingSet=",
    "ProtectHome=yes",
)


def open_lines(unit: str) -> list[str]:
    """What a unit does not close."""
    lines = set(unit.splitlines())
    found = [one for one in CLOSED if one not in lines]
    return found + [one for one in lines if re.match(r"(IPAddressAllow|ReadWritePaths)=/?\S", one)]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_no_unit_can_call_out_or_write_beside_its_own_folders(unit):
    text = unit.read_text("utf-8")
    allowed = [one for one in open_lines(text) if "backup" in unit.name and one.startswith("ReadWritePaths")]
    assert open_lines(text) == allowed
    assert open_lines(text.replace("IPAddressDeny=any", "IPAddressAllow=any")) != allowed


def test_nothing_that_is_shipped_holds_a_password_or_a_name_with_too_many_rights():
    texts = [*(one.read_text("utf-8") for one in UNITS), NGINX, PROXY, ROLES, GUIDE]
    for text in texts:
        assert not re.search(r"postgres(ql)?://\w+:[^@\s]+@|PASSWORD '|password=\S", text)
    assert "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION" in ROLES
    assert not re.search(r"(?<!NO)SUPERUSER|(?<!NO)CREATEROLE", ROLES)
    assert "`postgres:///cauce?host=/run/postgresql`" in GUIDE and "sslmode=verify-full" in GUIDE


def test_between_the_web_server_and_the_pages_is_a_socket_of_the_machine():
    assert "server unix:/run/cauce/web.sock" in NGINX
    web = (ROOT / "deploy/systemd/cauce.service").read_text("utf-8")
    assert "--bind unix:/run/cauce/web.sock" in web
    socket = (ROOT / "deploy/systemd/cauce.socket").read_text("utf-8")
    assert "ListenStream=/run/cauce/web.sock" in socket and "SocketMode=0660" in socket
    assert "SocketGroup=www-data" in socket, "nginx alone may enter"
    assert re.findall(r"proxy_pass (\S+);", NGINX + PROXY) == ["http://cauce"]
    assert "proxy_ssl_verify off" not in NGINX + PROXY


def test_the_proxy_overwrites_whatever_a_visitor_says_of_where_she_comes_from():
    told = dict(re.findall(r"proxy_set_header (\S+) (\S+);", PROXY))
    assert told["X-Forwarded-For"] == "$remote_addr" and told["X-Forwarded-Proto"] == "https"
    assert all(told[name] == '""' for name in ("X-Real-IP", "Forwarded", "X-Forwarded-Host"))


def test_every_place_of_the_web_server_goes_through_the_same_proxy_lines():
    """Also those without a log: no address of a visitor is believed anywhere else."""
    places = re.findall(r"location [^{]+\{([^}]*)\}", NGINX)
    through = [one for one in places if "include /etc/nginx/cauce_proxy.conf;" in one]
    assert len(through) == 4
    assert all(re.fullmatch(r"\s*return [^;]+;\s*", one) for one in places if one not in through)
    assert not re.search(r"autoindex|root |alias |stub_status|try_files", NGINX)


def test_secrets_come_as_credentials_of_the_machine():
    for unit in UNITS:
        text = unit.read_text("utf-8")
        assert "LoadCredentialEncrypted=keystore.root" in text
        assert "Environment=KEYSTORE_ROOT=%d/keystore.root" in text
    setup = (ROOT / "deploy/debian/cauce-setup").read_text("utf-8")
    assert "systemd-creds encrypt --name=keystore.root" in setup and ">root.key" not in setup


def test_the_server_says_the_same_about_tls_in_every_file():
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in NGINX
    suites = re.search(r"ssl_ciphers (\S+);", NGINX)[1].split(":")
    assert all(re.match(r"ECDHE-(ECDSA|RSA)-(AES(128|256)-GCM|CHACHA20)", one) for one in suites)
    assert suites[0].endswith("AES256-GCM-SHA384") and "ssl_prefer_server_ciphers on;" in NGINX


def test_what_is_for_building_and_trying_is_not_on_a_server():
    """The lock of a server names neither test tools nor what measures; the demonstration is not mounted."""
    run = (ROOT / "requirements/run.txt").read_text("utf-8")
    for tool in (
        "pytest",
        "playwright",
        "hypothesis",
        "ruff",
        "mypy",
        "locust",
        "django-debug-toolbar",
    ):
        assert not re.search(rf"^{tool}==", run, re.M), tool
    assert "if settings.DEMO:" in (ROOT / "cauce/site/urls.py").read_text("utf-8")
    assert "demo" not in {one.namespace for one in mounted(demonstration=False)}
    assert "demo" in {one.namespace for one in mounted(demonstration=True)}
    assert checks.HERE == ("", "localhost", "127.0.0.1", "::1")
